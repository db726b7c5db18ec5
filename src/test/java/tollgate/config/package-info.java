/** Tests of tollgate.config. */
@NullMarked
package tollgate.config;

import org.jspecify.annotations.NullMarked;
