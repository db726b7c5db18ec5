/** What tests of several packages share. */
@NullMarked
package tollgate;

import org.jspecify.annotations.NullMarked;
