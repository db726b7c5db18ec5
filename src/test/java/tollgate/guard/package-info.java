/** Tests of the package of the same name. */
@NullMarked
package tollgate.guard;

import org.jspecify.annotations.NullMarked;
