package tollgate.sandbox.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.schema.value.Value;

/** Equality as the provider's SDK sees it: null is the same as "", 0, false or nothing inside. */
final class Alike {
  private Alike() {}

  static boolean equal(Value one, Value other) {
    if (one.equals(other) || (one.isZero() && other.isZero())) {
      return true;
    }
    if (one instanceof Value.Fields a && other instanceof Value.Fields b) {
      return a.values().keySet().stream().allMatch(name -> equal(a.get(name), b.get(name)))
          && b.values().keySet().stream().allMatch(name -> equal(a.get(name), b.get(name)));
    }
    if (one instanceof Value.Members && other instanceof Value.Members) {
      return one.items().size() == other.items().size() && sameMembers(one.items(), other.items());
    }
    if (one instanceof Value.Sequence && other instanceof Value.Sequence) {
      return sameSequence(one.items(), other.items());
    }
    return false;
  }

  private static boolean sameMembers(List<Value> some, List<Value> others) {
    List<Value> left = new ArrayList<>(others);
    for (Value each : some) {
      Optional<Value> match = left.stream().filter(other -> equal(each, other)).findFirst();
      if (match.isEmpty()) {
        return false;
      }
      left.remove(match.get());
    }
    return true;
  }

  private static boolean sameSequence(List<Value> some, List<Value> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!equal(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }
}
