/** Tests of tollgate.config.read. */
@NullMarked
package tollgate.config.read;

import org.jspecify.annotations.NullMarked;
