package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.stream.Stream;
import tollgate.schema.check.PlanRules;
import tollgate.schema.value.Value;

/** What the provider refuses only when it plans, in its words. */
final class Refusals {
  static final List<Behaviour> TABLE =
      List.of(
          new Behaviour(
              "what can be told from the configuration",
              type -> true,
              draft ->
                  PlanRules.refusals(draft.type().type(), draft.config()).forEach(draft::refuse)),
          Behaviour.of(
              "an ingress rule needs a source", "google_compute_firewall", Refusals::sources),
          Behaviour.of(
              "a new gateway drains no addresses",
              "google_compute_router_nat",
              draft -> {
                List<Value> drained = draft.written("drain_nat_ips").items();
                if (draft.creating() && !drained.isEmpty()) {
                  draft.refuse(
                      "New RouterNat cannot have drain_nat_ips, got values [%s]"
                          .formatted(
                              String.join(" ", drained.stream().map(Value::textOrEmpty).toList())));
                }
              }));

  private Refusals() {}

  private static void sources(Draft draft) {
    boolean egress = draft.now("direction").textOrEmpty().equals("EGRESS");
    boolean none =
        Stream.of("source_tags", "source_ranges", "source_service_accounts")
            .map(draft::written)
            .allMatch(Value::isZero);
    if (draft.creating() && !egress && none) {
      draft.refuse("one of source_tags, source_ranges, or source_service_accounts must be defined");
    }
  }
}
