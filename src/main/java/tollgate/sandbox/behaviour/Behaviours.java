package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private static final List<Spelling> SPELLINGS =
      Stream.of(SameText.TABLE, SameAnswers.TABLE, SameByContext.TABLE)
          .flatMap(List::stream)
          .toList();

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
    var form = NormalForms.TABLE.get(type + " " + path.names());
    return form == null ? configured : form.apply(configured);
  }

  @Override
  public boolean same(Draft draft, Path path, Value old, Value fresh) {
    String names = path.names();
    boolean own = suppresses(draft.type().block(), names).orElse(false);
    if (!own && !suppressesAround(draft.type().block(), names)) {
      return false;
    }
    for (Spelling each : SPELLINGS) {
      if (each.concerns(draft.type().type(), names)) {
        return each.same().test(draft, path, old, fresh);
      }
    }
    return own && SameText.links(old, fresh);
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
