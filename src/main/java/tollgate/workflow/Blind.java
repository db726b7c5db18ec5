package tollgate.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.plan.Address;
import tollgate.plan.ResourceChange;
import tollgate.schema.Block;
import tollgate.schema.Schema;

/**
 * What a comparison with the cloud cannot see.
 *
 * @param stack in which
 * @param address the resource; empty when the whole stack is meant
 * @param reason why, one sentence
 */
public record Blind(String stack, Optional<Address> address, String reason) {

  private static final String VERSION = "_version";

  /** Everything that plans of a refresh leave open. */
  static List<Blind> in(PlanSet plans) {
    List<Blind> blind = new ArrayList<>();
    for (PlannedStack planned : plans.stacks()) {
      String stack = planned.stack().name();
      if (planned.plan().changes().stream().noneMatch(ResourceChange::managed)) {
        blind.add(new Blind(stack, Optional.empty(), "Nothing is deployed."));
      }
      for (ResourceChange change : planned.plan().changes()) {
        if (change.managed() && change.after().exists()) {
          writeOnly(change)
              .forEach(
                  argument ->
                      blind.add(
                          new Blind(
                              stack,
                              Optional.of(change.address()),
                              argument + " is only ever written, so nobody can compare it.")));
        }
      }
    }
    return blind;
  }

  /** Those that were given a value: the version beside it is in the state. */
  private static List<String> writeOnly(ResourceChange change) {
    Optional<Block> block = Schema.google().resource(change.type()).map(schema -> schema.block());
    List<String> names = new ArrayList<>();
    block.ifPresent(
        each ->
            each.attributes()
                .values()
                .forEach(
                    attribute -> {
                      if (attribute.writeOnly()
                          && change.after().get(attribute.name() + VERSION).isKnown()) {
                        names.add(attribute.name());
                      }
                    }));
    return names;
  }
}
