/**
 * What the real provider does at plan time and at apply in code of its own, as a table of small
 * named behaviours.
 *
 * <p>In: a {@link Draft} of a plan, or an old and a new spelling of a value. Out: the draft
 * changed, or a verdict whether two spellings mean the same. One class for each group of
 * behaviours.
 */
@NullMarked
package tollgate.sandbox.behaviour;

import org.jspecify.annotations.NullMarked;
