/** Tests of what is asked of Google, against a server on this machine. */
@NullMarked
package tollgate.google;

import org.jspecify.annotations.NullMarked;
