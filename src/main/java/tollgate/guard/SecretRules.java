package tollgate.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tollgate.plan.Action;
import tollgate.plan.Attr;
import tollgate.schema.Block;
import tollgate.schema.Schema;

/** Secrets that terraform hands over without keeping them: write-only arguments. */
final class SecretRules {
  /** The suffix by which the provider names the version of a write-only argument. */
  private static final String VERSION = "_version";

  private static final String VARIABLE = "var.";

  private SecretRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("secrets/written-in-part")
            .good("A secret is written everywhere it is used, or nowhere.")
            .why(
                "A password that differs from the one in its connection string locks everybody"
                    + " out.")
            .fix(
                "Raise the version beside each write-only argument; here that is"
                    + " orchestrator.secrets_version in tollgate.yaml.")
            .source("docs/adr/0003-secrets.md")
            .absolute()
            .check(SecretRules::writtenInPart));
  }

  /** What a plan does with the write-only arguments of an object. */
  private enum Fate {
    WRITTEN,
    KEPT,
    UNSURE
  }

  /** An object that takes a variable through a write-only argument. */
  private record Use(Subject subject, Fate fate) {}

  private static List<Finding> writtenInPart(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<Use>> byVariable = new TreeMap<>();
    for (Subject subject : scene.subjects()) {
      if (!subject.now().exists()) {
        continue;
      }
      Map<String, Fate> uses = new HashMap<>();
      for (String argument : writeOnly(subject.type())) {
        for (String reference : subject.stack().plan().references(subject.change(), argument)) {
          if (reference.startsWith(VARIABLE)) {
            uses.merge(reference, fate(subject, argument), SecretRules::either);
          }
        }
      }
      uses.forEach(
          (variable, fate) ->
              byVariable
                  .computeIfAbsent(
                      subject.stack().stack() + " " + variable, unused -> new ArrayList<>())
                  .add(new Use(subject, fate)));
    }
    byVariable.forEach((key, uses) -> findings.addAll(judge(variable(key), uses)));
    return findings;
  }

  private static String variable(String key) {
    return key.substring(key.indexOf(' ') + 1);
  }

  private static List<Finding> judge(String variable, List<Use> uses) {
    Set<String> written = addresses(uses, Fate.WRITTEN);
    Set<String> unsure = addresses(uses, Fate.UNSURE);
    List<Finding> findings = new ArrayList<>();
    for (Use use : uses) {
      if (use.fate() == Fate.KEPT && !written.isEmpty()) {
        findings.add(
            Finding.bad(
                    "It keeps the value that an earlier run gave %s, and the plan writes a new one to %s."
                        .formatted(variable, String.join(" and ", written)))
                .at(use.subject()));
      } else if (!unsure.isEmpty() && use.fate() != Fate.UNSURE) {
        findings.add(
            Finding.unknown(
                    "Whether %s is also written to %s is not known before apply."
                        .formatted(variable, String.join(" and ", unsure)))
                .at(use.subject()));
      } else {
        findings.add(Finding.good().at(use.subject()));
      }
    }
    return findings;
  }

  private static Set<String> addresses(List<Use> uses, Fate fate) {
    return uses.stream()
        .filter(use -> use.fate() == fate)
        .map(use -> use.subject().address().text())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Write-only arguments are sent when an object is made, and when their version changes. */
  private static Fate fate(Subject subject, String argument) {
    Action action = subject.change().action();
    if (action == Action.CREATE || action == Action.REPLACE) {
      return Fate.WRITTEN;
    }
    Attr now = subject.now().get(argument + VERSION);
    if (now.isUnknown()) {
      return Fate.UNSURE;
    }
    Attr before = subject.change().before().get(argument + VERSION);
    return now.text().equals(before.text()) ? Fate.KEPT : Fate.WRITTEN;
  }

  /** One written argument among several of the same object is enough to differ. */
  private static Fate either(Fate one, Fate other) {
    return one == other ? one : Fate.UNSURE;
  }

  /** Dotted paths of the write-only arguments of a type. */
  private static List<String> writeOnly(String type) {
    return Schema.google()
        .resource(type)
        .map(
            schema -> {
              List<String> paths = new ArrayList<>();
              collect(schema.block(), "", paths);
              return paths;
            })
        .orElse(List.of());
  }

  private static void collect(Block block, String prefix, List<String> paths) {
    block
        .attributes()
        .values()
        .forEach(
            attribute -> {
              if (attribute.writeOnly()) {
                paths.add(prefix + attribute.name());
              }
            });
    block.blocks().forEach((name, nested) -> collect(nested.block(), prefix + name + ".", paths));
  }
}
