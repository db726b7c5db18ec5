/**
 * What is asked of Google itself over HTTP.
 *
 * <p>In: an endpoint, a credential, the price book. Out: catalog prices and what they change.
 */
@NullMarked
package tollgate.google;

import org.jspecify.annotations.NullMarked;
