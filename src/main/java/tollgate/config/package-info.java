/**
 * What the user wants, as records that cannot hold a wrong value. In: tollgate.yaml and the name of
 * an environment. Out: {@link tollgate.config.Settings}, or every problem of the file with its
 * line.
 */
@NullMarked
package tollgate.config;

import org.jspecify.annotations.NullMarked;
