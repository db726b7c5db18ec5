/**
 * The binary form in which Terraform and a provider exchange values.
 *
 * <p>In: bytes and the schema's types. Out: values, and bytes again.
 */
@NullMarked
package tollgate.sandbox.value;

import org.jspecify.annotations.NullMarked;
