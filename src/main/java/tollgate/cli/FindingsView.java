package tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tollgate.doctor.Finding;
import tollgate.doctor.Outcome;
import tollgate.report.JsonReport;
import tollgate.report.Printable;

/** What the doctor found, for people and for programs (docs/schema/doctor.schema.json). */
final class FindingsView {
  private FindingsView() {}

  static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      Outcome outcome = finding.outcome();
      text.append(
          "%-10s %-16s %s%n"
              .formatted(outcome.state(), finding.subject(), Printable.text(outcome.sentence())));
      if (!outcome.fix().isEmpty()) {
        text.append("%27s %s (%s)%n".formatted("", Printable.text(outcome.fix()), finding.docs()));
      }
    }
    return text.append(
            "%d fine, %d warned, %d missing, %d could not be looked at.%n"
                .formatted(
                    count(findings, Outcome.State.ok),
                    count(findings, Outcome.State.warning),
                    count(findings, Outcome.State.missing),
                    count(findings, Outcome.State.unchecked)))
        .toString();
  }

  static String json(List<Finding> findings) {
    ObjectNode root = JsonReport.document();
    root.put("passed", count(findings, Outcome.State.missing) == 0);
    ArrayNode checks = root.putArray("checks");
    for (Finding finding : findings) {
      checks
          .addObject()
          .put("id", finding.id())
          .put("subject", finding.subject())
          .put("state", finding.outcome().state().name())
          .put("sentence", Printable.text(finding.outcome().sentence()))
          .put("fix", Printable.text(finding.outcome().fix()))
          .put("docs", finding.docs());
    }
    return JsonReport.write(root);
  }

  private static long count(List<Finding> findings, Outcome.State state) {
    return findings.stream().filter(each -> each.outcome().state() == state).count();
  }
}
