package tollgate.guard;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule: a name for a good state, why it matters and what to do, with the check that tells it.
 *
 * @param id stable: {@code family/name}
 * @param severity what breaking it does, unless the policy says otherwise
 * @param good one sentence that states the good state
 * @param why it matters
 * @param fix what to do instead, the cheaper choice where there is one
 * @param settings the same in words of tollgate.yaml, by the name of the shipped stack that makes
 *     such a resource
 * @param source where the fact comes from, and the ids under which other tools know it
 * @param waivable false where no waiver can let it through
 * @param needsPrices true when only an estimate can tell, so that it cannot run on configuration
 * @param check what tells it
 */
public record Rule(
    String id,
    Severity severity,
    String good,
    String why,
    String fix,
    Map<String, String> settings,
    String source,
    boolean waivable,
    boolean needsPrices,
    Check check) {
  public Rule {
    settings = Map.copyOf(settings);
  }

  /** {@code cost}, {@code access}, {@code identity}, {@code data}, {@code network}, … */
  public String family() {
    return id.substring(0, id.indexOf('/'));
  }

  static Draft deny(String id) {
    return new Draft(id, Severity.DENY);
  }

  static Draft warn(String id) {
    return new Draft(id, Severity.WARN);
  }

  /** A rule while its table entry is being written. */
  static final class Draft {
    private final String id;
    private final Severity severity;
    private String good = "";
    private String why = "";
    private String fix = "";
    private String source = "";
    private boolean waivable = true;
    private boolean needsPrices;

    private Draft(String id, Severity severity) {
      this.id = id;
      this.severity = severity;
    }

    Draft good(String sentence) {
      good = sentence;
      return this;
    }

    Draft why(String sentence) {
      why = sentence;
      return this;
    }

    Draft fix(String sentence) {
      fix = sentence;
      return this;
    }

    Draft source(String text) {
      source = text;
      return this;
    }

    /** No waiver lets it through. */
    Draft absolute() {
      waivable = false;
      return this;
    }

    Draft needsPrices() {
      needsPrices = true;
      return this;
    }

    Rule check(Check check) {
      return new Rule(
          id, severity, good, why, fix, InSettings.of(id), source, waivable, needsPrices, check);
    }

    Rule each(String type, Function<Subject, Finding> check) {
      return check(Check.standing(Set.of(type), check));
    }
  }
}
