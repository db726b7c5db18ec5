package tollgate.cli;

import java.util.List;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.terraform.StateIdentity;
import tollgate.workflow.LastEstimates;
import tollgate.workflow.PlanSet;
import tollgate.workflow.PlannedStack;

/**
 * Keeps right what {@code tollgate-terraform} remembers of stacks, when another command changes
 * them. Of stacks that it never saw it remembers nothing, and this adds nothing: where their states
 * lie is known only to a terraform that was initialized there.
 */
final class FrontMemory {
  private final Session session;
  private final LastEstimates estimates;

  FrontMemory(Session session) {
    this.session = session;
    this.estimates =
        new LastEstimates(
            session.project().workplace(session.options().sandbox ? "sandbox" : "cloud"));
  }

  private interface Note {
    void of(String stack, String state, CostChange cost);
  }

  /** Plans are about to be applied: until they are, the dearer of before and after counts. */
  void begin(PlanSet plans) {
    eachKnown(
        plans,
        (stack, state, cost) ->
            estimates.planned(state, stack, cost, true, true, session.rim().clock().instant()));
  }

  /** Plans were applied. */
  void end(PlanSet plans) {
    eachKnown(
        plans,
        (stack, state, cost) ->
            estimates.applied(state, stack, cost, session.rim().clock().instant()));
  }

  private void eachKnown(PlanSet plans, Note note) {
    for (PlannedStack planned : plans.stacks()) {
      String stack = planned.stack().name();
      String state = state(stack);
      if (estimates.knows(state)) {
        note.of(stack, state, Estimator.shipped().change(List.of(planned.stackPlan())));
      }
    }
  }

  /** As a terraform that cdktf runs has it, whichever copy was synthesized now. */
  private String state(String stack) {
    return StateIdentity.of(
        session.project().root(),
        session.project().synthesized().resolve("stacks").resolve(stack),
        session.rim().environment(),
        "");
  }
}
