/**
 * What Terraform and the google provider refuse in a configuration before they ask Google, as far
 * as the schema file and the provider's own code say it.
 *
 * <p>In: a resource's arguments. Out: {@link Problem}s in the provider's words. The simulated
 * provider answers with them; synth says them before terraform is started.
 */
@NullMarked
package tollgate.schema.check;

import org.jspecify.annotations.NullMarked;
