package tollgate.cli;

import java.util.List;
import tollgate.config.read.Shown;
import tollgate.guard.Gate;
import tollgate.guard.Rule;
import tollgate.guard.Rules;
import tollgate.report.JsonReport;
import tollgate.text.Nearest;
import tollgate.workflow.StopException;

/** The rules as text or JSON. */
final class RulesView {

  private RulesView() {}

  static String of(Session session, String id, Format format) {
    if (id.isEmpty()) {
      return format == Format.json
          ? JsonReport.rules(Gate.rules())
          : session.report().rules(Gate.rules());
    }
    Rule rule =
        Rules.find(id)
            .orElseThrow(
                () ->
                    new StopException(
                        StopException.Reason.USAGE,
                        "There is no rule %s. %s"
                            .formatted(
                                Shown.quoted(id),
                                Nearest.hint(
                                    id,
                                    Gate.rules().stream().map(Rule::id).toList(),
                                    "`tollgate rules`"))));
    return format == Format.json ? JsonReport.rules(List.of(rule)) : session.report().rule(rule);
  }
}
