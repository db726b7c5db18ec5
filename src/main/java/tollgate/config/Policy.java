package tollgate.config;

import java.util.List;
import java.util.Map;
import tollgate.config.read.Choice;
import tollgate.config.read.Dictionary;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Shape;

/**
 * How strict the gate is.
 *
 * @param severities rules with another severity than their own, by rule id
 */
public record Policy(Map<String, Severity> severities) {

  /** What a broken rule does. */
  public enum Severity {
    DENY,
    WARN
  }

  private static final Field<Map<String, Severity>> SEVERITIES =
      Field.of(
              "severities",
              new Dictionary<>(
                  "severities",
                  RuleId.SHAPE,
                  "Write the id of a rule, as rules lists them.",
                  new Choice<>(Severity.class),
                  100))
          .orElse(Map.of())
          .means("Rules that deny or only warn, against their own severity.")
          .like("{cost/cloud-run-always-on: warn}");

  static final Shape<Policy> SHAPE =
      new Shape<>(
          "policy",
          "How strict the gate is.",
          List.of(SEVERITIES),
          in -> new Policy(in.get(SEVERITIES)));

  /** Every rule with its own severity. */
  static final Policy DEFAULT = SHAPE.ofDefaults();

  public Policy {
    severities = Map.copyOf(severities);
    new Faults().check(SEVERITIES, severities).raise();
  }
}
