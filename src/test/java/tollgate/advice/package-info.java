/** Tests of the advice. In: texts of real errors. Out: the row that answers. */
@NullMarked
package tollgate.advice;

import org.jspecify.annotations.NullMarked;
