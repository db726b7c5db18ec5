package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** All behaviours, in the order in which they act. */
public final class Behaviours implements Spellings {
  private static final List<Behaviour> ALL =
      Stream.of(
              Inheritance.TABLE,
              Labels.TABLE,
              Accounts.TABLE,
              Shrinking.TABLE,
              Machines.TABLE,
              Databases.TABLE,
              Storage.TABLE,
              Peerings.TABLE,
              Subnetworks.TABLE,
              Services.TABLE,
              Tables.TABLE,
              Refusals.TABLE)
          .flatMap(List::stream)
          .toList();

  /** By {@code type argument}; what is told in code goes before the table. */
  private static final Map<String, Spelling.Same> SPELLINGS = spellings();

  /** Types whose arguments are those of another, code included. */
  private static final Map<String, String> LIKE =
      Map.of(
          "google_compute_instance_from_template", "google_compute_instance",
          "google_compute_instance_template", "google_compute_instance",
          "google_compute_region_instance_template", "google_compute_instance",
          "google_compute_region_disk", "google_compute_disk");

  private static Map<String, Spelling.Same> spellings() {
    Map<String, Spelling.Same> rules = SameByTable.rules();
    Stream.of(SameText.TABLE, SameAnswers.TABLE, SameByContext.TABLE)
        .flatMap(List::stream)
        .forEach(each -> each.places().forEach(place -> rules.put(place, each.same())));
    return Map.copyOf(rules);
  }

  /** Lets every behaviour of the draft's type act on it. */
  public void act(Draft draft) {
    for (Behaviour each : ALL) {
      if (each.applies().test(draft.type())) {
        each.effect().accept(draft);
      }
    }
  }

  @Override
  public Value normal(String type, Path path, Value configured) {
    return NormalForms.of(type, path.names(), configured);
  }

  @Override
  public @Nullable Function<Value, Object> key(String type, Path set) {
    return SetKeys.of(type, set);
  }

  @Override
  public boolean same(Draft draft, Path path, Value old, Value fresh) {
    String names = path.names();
    boolean own = suppresses(draft.type().block(), names).orElse(false);
    if (!own && !suppressesAround(draft.type().block(), names)) {
      return false;
    }
    Spelling.Same rule = rule(draft.type().type(), names);
    if (rule != null) {
      return rule.test(draft, path, old, fresh);
    }
    return own && SameText.links(old, fresh);
  }

  private static Spelling.@Nullable Same rule(String type, String names) {
    Spelling.Same own = SPELLINGS.get(type + " " + names);
    if (own == null && LIKE.containsKey(type)) {
      own = SPELLINGS.get(LIKE.get(type) + " " + names);
    }
    return own == null ? SPELLINGS.get("* " + names) : own;
  }

  /** Whether a block around that place says so; it then speaks for what is in it too. */
  private static boolean suppressesAround(Block block, String names) {
    int dot = names.indexOf('.');
    return dot > 0
        && block
            .block(names.substring(0, dot))
            .filter(
                inner ->
                    inner.diffSuppress()
                        || suppressesAround(inner.block(), names.substring(dot + 1)))
            .isPresent();
  }

  /** Whether the schema says that some spellings of that argument or block are one. */
  private static Optional<Boolean> suppresses(Block block, String names) {
    int dot = names.indexOf('.');
    String first = dot < 0 ? names : names.substring(0, dot);
    Optional<NestedBlock> nested = block.block(first);
    if (dot < 0) {
      return nested
          .map(NestedBlock::diffSuppress)
          .or(() -> block.attribute(first).map(Attribute::diffSuppress));
    }
    return nested.flatMap(inner -> suppresses(inner.block(), names.substring(dot + 1)));
  }
}
