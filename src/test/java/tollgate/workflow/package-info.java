/** Tests of the ways through Tollgate, with the real terraform where one is needed. */
@NullMarked
package tollgate.workflow;

import org.jspecify.annotations.NullMarked;
