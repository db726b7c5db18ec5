/**
 * Terraform values as the sandbox handles them.
 *
 * <p>In: nothing but the schema's types. Out: {@link Value}, where unknown is a value of its own
 * and sets compare without order, {@link Type} and {@link Path}.
 */
@NullMarked
package tollgate.sandbox.value;

import org.jspecify.annotations.NullMarked;
