/**
 * The gate. In: plans, their estimate, the policy, waivers and today's date. Out: verdicts with a
 * reason and a way on, and the kinds of approval that a deploy needs. Pure.
 */
@NullMarked
package tollgate.guard;

import org.jspecify.annotations.NullMarked;
