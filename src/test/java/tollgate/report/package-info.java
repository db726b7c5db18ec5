/** Tests of the package of the same name. */
@NullMarked
package tollgate.report;

import org.jspecify.annotations.NullMarked;
