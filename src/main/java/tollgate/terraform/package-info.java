/**
 * Running the real terraform binary. In: a directory with Terraform JSON, a cleaned environment.
 * Out: progress events, diagnostics, and what {@code terraform show -json} printed. Knows nothing
 * of plans' meaning, of stacks or of terminals.
 */
@NullMarked
package tollgate.terraform;

import org.jspecify.annotations.NullMarked;
