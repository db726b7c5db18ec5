/**
 * Terraform values.
 *
 * <p>In: nothing but the schema's types and JSON. Out: {@link Value}, where unknown is a value of
 * its own and sets compare without order, {@link Type} and {@link Path}.
 */
@NullMarked
package tollgate.schema.value;

import org.jspecify.annotations.NullMarked;
