/**
 * What every package needs of plain text: which characters are safe to show, and which word was
 * meant. In: text that people and clouds wrote. Out: {@link Characters}, {@link Nearest}; and
 * {@link WholeFile}, which puts text where it is kept.
 */
@NullMarked
package tollgate.text;

import org.jspecify.annotations.NullMarked;
