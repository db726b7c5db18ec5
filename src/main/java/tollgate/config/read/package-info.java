/**
 * Reading untrusted YAML against a typed description. In: text and a {@link
 * tollgate.config.read.Shape}. Out: values, or problems with file, line and path. Knows no record
 * of this product.
 */
@NullMarked
package tollgate.config.read;

import org.jspecify.annotations.NullMarked;
