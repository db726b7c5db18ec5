package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.stream.Stream;
import tollgate.sandbox.value.Path;
import tollgate.sandbox.value.Value;

/** All behaviours, in the order in which they act. */
public final class Behaviours implements Spellings {
  private static final List<Behaviour> ALL =
      Stream.of(Inheritance.TABLE, Labels.TABLE, Accounts.TABLE).flatMap(List::stream).toList();

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
    return configured;
  }

  @Override
  public boolean same(Draft draft, Path path, Value old, Value fresh) {
    return false;
  }
}
