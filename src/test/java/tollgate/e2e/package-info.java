/**
 * The promises of the README, tried as a user would: through the launcher, with the real terraform,
 * in the sandbox.
 */
@NullMarked
package tollgate.e2e;

import org.jspecify.annotations.NullMarked;
