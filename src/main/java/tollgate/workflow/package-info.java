/**
 * The ways through Tollgate: plan, deploy, destroy. In: settings, the stacks they make, a ground to
 * run on. Out: plans with their price and verdicts, and what was done. Talks through {@link
 * tollgate.workflow.Progress} only; knows no options and no terminal.
 */
@NullMarked
package tollgate.workflow;

import org.jspecify.annotations.NullMarked;
