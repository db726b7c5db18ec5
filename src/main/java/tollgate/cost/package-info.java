/**
 * What a plan costs. In: a typed plan, the price book, declared usage. Out: an estimate with floor,
 * usage and ceiling, line by line. Pure: no process, no network, no clock but one that is passed
 * in.
 */
@NullMarked
package tollgate.cost;

import org.jspecify.annotations.NullMarked;
