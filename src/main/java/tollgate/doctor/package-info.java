/**
 * Whether a machine and a project have what is needed; read only. In: the environment, a directory,
 * checks that others bring. Out: {@link Finding}s, each a sentence with a way out.
 */
@NullMarked
package tollgate.doctor;

import org.jspecify.annotations.NullMarked;
