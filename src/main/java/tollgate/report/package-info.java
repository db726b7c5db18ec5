/**
 * Every rendering of plans, their price and the gate's verdicts. In: typed plans, an estimate, a
 * judgement. Out: text for a terminal, JSON documents for programs, markdown for a pull request.
 * Pure; nothing that came from a plan reaches the output with its control characters.
 */
@NullMarked
package tollgate.report;

import org.jspecify.annotations.NullMarked;
