package tollgate.report;

import java.util.List;
import java.util.TreeMap;
import tollgate.guard.Judgement;
import tollgate.guard.Rule;
import tollgate.guard.Verdict;

/**
 * Verdicts as JUnit XML, which every CI system shows: a suite for each family of rules, a case for
 * each verdict, and one for each rule that found nothing. What stops the plans is a failure, what
 * is waived is skipped, and a warning is a passed case with its sentence as output.
 */
public final class JunitReport {

  private JunitReport() {}

  /** The whole document. */
  public static String of(Judgement judgement, List<Rule> rules) {
    TreeMap<String, Suite> suites = new TreeMap<>();
    for (Rule rule : rules) {
      Suite suite = suites.computeIfAbsent(rule.family(), Suite::new);
      List<Verdict> verdicts =
          judgement.verdicts().stream().filter(v -> v.rule().equals(rule.id())).toList();
      if (verdicts.isEmpty()) {
        suite.test(rule.id(), "");
      }
      verdicts.forEach(suite::test);
    }
    int tests = suites.values().stream().mapToInt(suite -> suite.tests).sum();
    int failures = suites.values().stream().mapToInt(suite -> suite.failures).sum();
    int skipped = suites.values().stream().mapToInt(suite -> suite.skipped).sum();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuites name=\"tollgate\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\">\n"
            .formatted(tests, failures, skipped));
    suites.values().forEach(suite -> suite.write(xml));
    return xml.append("</testsuites>\n").toString();
  }

  /** The cases of one family. */
  private static final class Suite {
    private final String family;
    private final StringBuilder cases = new StringBuilder();
    private int tests;
    private int failures;
    private int skipped;

    Suite(String family) {
      this.family = family;
    }

    void test(Verdict verdict) {
      String place = verdict.stack().isEmpty() ? "" : verdict.stack() + "/";
      String name = verdict.rule() + verdict.address().map(a -> " " + place + a.text()).orElse("");
      String text =
          "%s%nWhy: %s%nFix: %s".formatted(verdict.message(), verdict.why(), verdict.fix());
      if (verdict.stops()) {
        failures++;
        test(
            name,
            "<failure type=\"%s\" message=\"%s\">%s</failure>"
                .formatted(
                    verdict.outcome().json(), escaped(verdict.message()), escapedLines(text)));
      } else if (verdict.outcome() == Verdict.Outcome.WAIVED) {
        skipped++;
        test(
            name,
            "<skipped message=\"%s\"/>"
                .formatted(escaped("Waived: " + verdict.waiver().orElse(""))));
      } else {
        test(name, "<system-out>%s</system-out>".formatted(escapedLines(text)));
      }
    }

    void test(String name, String content) {
      tests++;
      String head =
          "    <testcase classname=\"tollgate.%s\" name=\"%s\" time=\"0\""
              .formatted(family, escaped(name));
      cases.append(head).append(content.isEmpty() ? "/>\n" : ">" + content + "</testcase>\n");
    }

    void write(StringBuilder xml) {
      xml.append(
          "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\">\n"
              .formatted(family, tests, failures, skipped));
      xml.append(cases).append("  </testsuite>\n");
    }
  }

  private static String escapedLines(String text) {
    return String.join("\n", text.lines().map(JunitReport::escaped).toList());
  }

  private static String escaped(String text) {
    return Printable.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }
}
