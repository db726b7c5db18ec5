/** Plans as Terraform writes them, read into types. */
@NullMarked
package tollgate.plan;

import org.jspecify.annotations.NullMarked;
