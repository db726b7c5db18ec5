/**
 * What Google does by itself: its own rules, and the failures that a user rehearses.
 *
 * <p>In: what Terraform attempts, and what exists. Out: Google's refusals in its own words, as the
 * provider prints them; which rules are off and what is broken, kept beside the store.
 */
@NullMarked
package tollgate.sandbox.cloud;

import org.jspecify.annotations.NullMarked;
