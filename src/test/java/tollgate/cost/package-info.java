/** Worked bills, laws and hostile input for the estimator. */
@NullMarked
package tollgate.cost;

import org.jspecify.annotations.NullMarked;
