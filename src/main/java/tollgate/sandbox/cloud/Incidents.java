package tollgate.sandbox.cloud;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** What the sandbox let fail in one run, so that the user can be told the way on. */
public final class Incidents {
  private final Set<String> rules = new ConcurrentSkipListSet<>();
  private final Set<BreakKind> kinds = new ConcurrentSkipListSet<>();

  void refused(String rule) {
    rules.add(rule);
  }

  /** Notes that something broken on purpose struck. */
  public void broken(BreakKind kind) {
    kinds.add(kind);
  }

  /** Names of rules that forbade something. */
  public List<String> rules() {
    return List.copyOf(rules);
  }

  /** What was broken on purpose and struck. */
  public List<BreakKind> kinds() {
    return List.copyOf(kinds);
  }
}
