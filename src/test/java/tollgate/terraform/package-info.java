/** Tests of running terraform: with small scripts, and with the real binary where there is one. */
@NullMarked
package tollgate.terraform;

import org.jspecify.annotations.NullMarked;
