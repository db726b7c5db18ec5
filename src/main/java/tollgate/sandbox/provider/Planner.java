package tollgate.sandbox.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.sandbox.behaviour.Behaviours;
import tollgate.sandbox.behaviour.Draft;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.ResourceSchema;
import tollgate.schema.check.PlanRules;
import tollgate.schema.check.Problem;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Plans one resource: difference, behaviours, then what is known only after apply. */
final class Planner {
  private final Behaviours behaviours = new Behaviours();
  private final boolean strict;

  Planner(boolean strict) {
    this.strict = strict;
  }

  private static Calls.Planned unchanged(boolean told, Calls.Change change, Value wanted) {
    Value planned = told ? Shapes.restoreEmpty(change.prior(), wanted) : change.prior();
    return new Calls.Planned(planned, List.of(), List.of());
  }

  private static Calls.Planned refused(Calls.Change change, String why) {
    return new Calls.Planned(change.prior(), List.of(), List.of(Problem.error(why, Path.ROOT)));
  }

  Calls.Planned plan(ProviderBlock provider, ResourceSchema type, Calls.Change change) {
    if (change.wanted().isNull()) {
      return new Calls.Planned(Values.NULL, List.of(), List.of());
    }
    Optional<String> mistake = PlanRules.timeouts(change.config());
    if (mistake.isPresent()) {
      return refused(change, mistake.get());
    }
    Value wanted = Shapes.withoutWriteOnly(type.block(), change.wanted());
    Draft draft = new Draft(type, provider, change.prior(), change.config());
    draft.plan(new Difference(draft, behaviours).plan(wanted));
    behaviours.act(draft);
    if (!draft.refusals().isEmpty()) {
      return refused(change, String.join("\n", draft.refusals()));
    }
    // A write-only argument is a change to the SDK, which then writes out empty texts.
    boolean told = !draft.creating() && !wanted.equals(change.wanted());
    if (!draft.creating() && !draft.changed()) {
      return unchanged(told, change, wanted);
    }
    Value planned = Shapes.restoreEmpty(draft.planned(), wanted);
    if (draft.creating()) {
      planned = Shapes.unknowns(type.block(), planned);
    }
    if (!draft.creating() && Alike.equal(change.prior(), planned)) {
      return unchanged(told, change, wanted);
    }
    if (strict) {
      planned = Strictness.bend(type.block(), change.config(), change.prior(), planned);
    }
    List<Path> replace = new ArrayList<>(draft.replace());
    return new Calls.Planned(Shapes.withoutWriteOnly(type.block(), planned), replace, List.of());
  }
}
