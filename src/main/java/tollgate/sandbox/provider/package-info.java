/**
 * The simulated provider: plans, applies, reads and imports by the facts of the schema file.
 *
 * <p>In: typed calls from the wire. Out: values and problems for Terraform, objects for the store.
 * What the real provider does in code of its own for certain types is in {@code behaviour}.
 */
@NullMarked
package tollgate.sandbox.provider;

import org.jspecify.annotations.NullMarked;
