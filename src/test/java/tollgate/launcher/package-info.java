/** The launcher script, tried on a tiny program in place of Tollgate. */
@NullMarked
package tollgate.launcher;

import org.jspecify.annotations.NullMarked;
