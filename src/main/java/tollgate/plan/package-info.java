/**
 * The typed model of a Terraform plan. In: the JSON of {@code terraform show -json}. Out: resource
 * changes whose attributes are known, unknown or absent. Pure: no process, no network, no clock.
 */
@NullMarked
package tollgate.plan;

import org.jspecify.annotations.NullMarked;
