/**
 * What exists in a sandbox, on disk.
 *
 * <p>In: objects put and removed by the provider. Out: {@link ObjectStore}, a journal that is only
 * ever appended to, locked against other processes, and whole again after a kill at any moment.
 */
@NullMarked
package tollgate.sandbox.store;

import org.jspecify.annotations.NullMarked;
