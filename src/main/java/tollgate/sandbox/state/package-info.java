/**
 * Terraform's states of sandbox runs, kept by the process that serves the sandbox.
 *
 * <p>In: requests of terraform's http backend on 127.0.0.1. Out: a file for each state, whole at
 * any moment. Terraform writes a local state anew after each operation, one kept elsewhere each
 * twenty seconds and at the end, so that a thousand resources take seconds instead of a minute.
 */
@NullMarked
package tollgate.sandbox.state;

import org.jspecify.annotations.NullMarked;
