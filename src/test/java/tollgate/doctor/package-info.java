/** Tests of the checks. In: machines made of scripts. Out: findings. */
@NullMarked
package tollgate.doctor;

import org.jspecify.annotations.NullMarked;
