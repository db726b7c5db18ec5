package tollgate.sandbox.provider;

import java.util.ArrayList;
import java.util.List;
import tollgate.sandbox.behaviour.Behaviours;
import tollgate.sandbox.behaviour.Draft;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.ResourceSchema;
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

  Calls.Planned plan(ProviderBlock provider, ResourceSchema type, Calls.Change change) {
    if (change.wanted().isNull()) {
      return new Calls.Planned(Values.NULL, List.of(), List.of());
    }
    Value wanted = Shapes.withoutWriteOnly(type.block(), change.wanted());
    Draft draft = new Draft(type, provider, change.prior(), change.config());
    draft.plan(new Difference(draft, behaviours).plan(wanted));
    behaviours.act(draft);
    if (!draft.refusals().isEmpty()) {
      return new Calls.Planned(
          change.prior(),
          List.of(),
          draft.refusals().stream().map(each -> Problem.error(each, Path.ROOT)).toList());
    }
    if (!draft.creating() && !draft.changed()) {
      return new Calls.Planned(change.prior(), List.of(), List.of());
    }
    Value planned = Shapes.restoreEmpty(draft.planned(), wanted);
    if (draft.creating()) {
      planned = Shapes.unknowns(type.block(), planned);
    }
    if (!draft.creating() && Alike.equal(change.prior(), planned)) {
      return new Calls.Planned(change.prior(), List.of(), List.of());
    }
    if (strict) {
      planned = Strictness.bend(type.block(), change.config(), change.prior(), planned);
    }
    List<Path> replace = new ArrayList<>(draft.replace());
    return new Calls.Planned(Shapes.withoutWriteOnly(type.block(), planned), replace, List.of());
  }
}
