/**
 * What to do about errors that Google and terraform write. In: the text of an error. Out: one line
 * of {@link Advice}, from a table with sources.
 */
@NullMarked
package tollgate.advice;

import org.jspecify.annotations.NullMarked;
