/**
 * What is asked of Google itself over HTTP.
 *
 * <p>In: the environment's credentials, what a plan needs, the price book. Out: findings about a
 * project, steps that prepare one, catalog prices and what they change.
 */
@NullMarked
package tollgate.google;

import org.jspecify.annotations.NullMarked;
