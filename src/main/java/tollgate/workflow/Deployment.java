package tollgate.workflow;

import java.util.ArrayList;
import java.util.List;
import stacks.StackInfo;
import tollgate.terraform.InterruptedRunException;
import tollgate.terraform.TerraformException;

/** Applies plans that were approved, exactly those, one stack after the other. */
public final class Deployment {

  private static final String GO_ON =
      " What was done is in the state; run the same command again to go on.";

  /** Terraform could not write the state, and says what to do with the file that it left. */
  private static final String UNSAVED =
      " Not all that was done is in the state: do what terraform says below before the next run.";

  private final Planning planning;
  private final Progress progress;
  private final Timings timings;

  public Deployment(Planning planning, Progress progress, Timings timings) {
    this.planning = planning;
    this.progress = progress;
    this.timings = timings;
  }

  /**
   * Plans that were saved earlier.
   *
   * @param all the stacks as synthesized now
   * @throws StopException when they were made from something else than what stands there now
   */
  public PlanSet saved(SavedPlans saved, List<StackInfo> all, Ground ground, Project project) {
    PlanSet plans = planning.read(saved.stacks(all, ground, project), saved);
    saved.verify(plans, ground, project);
    return plans;
  }

  /**
   * Applies the plans in the order given. Those without changes are left out.
   *
   * @throws StopException when one fails; the message says what was done and what was not
   */
  public void apply(PlanSet approved) {
    run(approved, "applied", "applying");
  }

  /**
   * Applies plans that delete, in the order given.
   *
   * @throws StopException when one fails; the message says what is gone and what is not
   */
  void destroy(PlanSet approved) {
    run(approved, "destroyed", "destroying");
  }

  private void run(PlanSet approved, String done, String doing) {
    List<String> names = new ArrayList<>();
    List<PlannedStack> todo =
        approved.stacks().stream().filter(PlannedStack::changesSomething).toList();
    for (PlannedStack planned : todo) {
      String left = standing(names, planned, todo);
      try {
        timings.measure("apply " + planned.stack().name(), () -> apply(planned, doing));
      } catch (InterruptedRunException e) {
        throw interrupted(planned, done, left);
      } catch (StopException e) {
        if (planning.interrupted()) {
          throw interrupted(planned, done, left);
        }
        // Whoever has to plan again is not sent back to plans that no longer hold.
        String onwards =
            e.reason() == StopException.Reason.APPROVAL ? "" : isUnsaved(e) ? UNSAVED : GO_ON;
        throw new StopException(e.reason(), e.getMessage() + left + onwards, e.details());
      }
      names.add(planned.stack().name());
    }
  }

  /** The sandbox takes back what its state does not know. */
  private boolean isUnsaved(StopException failure) {
    return !planning.inSandbox()
        && failure.details().stream().anyMatch(line -> line.contains("errored.tfstate"));
  }

  private static InterruptedRunException interrupted(
      PlannedStack planned, String done, String left) {
    return new InterruptedRunException(
        "Interrupted while %s was %s.%s%s".formatted(planned.stack().name(), done, left, GO_ON));
  }

  private void apply(PlannedStack planned, String doing) {
    String name = planned.stack().name();
    StackRun run = planning.run(planned.stack(), planned.planFile());
    refuseWhenChanged(name, planned.digests(), run.digests());
    progress.step(name, doing);
    try {
      run.terraform().apply(planned.planFile(), event -> progress.event(name, event));
    } catch (TerraformException e) {
      throw Failures.of(name, e, planning.where());
    }
    progress.done(name, "done");
  }

  private static String standing(List<String> done, PlannedStack failed, List<PlannedStack> todo) {
    List<String> left =
        todo.stream()
            .map(planned -> planned.stack().name())
            .filter(name -> !done.contains(name) && !name.equals(failed.stack().name()))
            .toList();
    String before = done.isEmpty() ? "" : " Done before it: " + String.join(", ", done) + ".";
    String after = left.isEmpty() ? "" : " Not begun: " + String.join(", ", left) + ".";
    return before + after;
  }

  static void refuseWhenChanged(String stack, Digests approved, Digests now) {
    List<String> changed = approved.differencesTo(now);
    if (!changed.isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "%s: %s changed after the plan was made, so what was approved is not what would run. Plan again."
              .formatted(stack, String.join(" and ", changed)));
    }
  }
}
