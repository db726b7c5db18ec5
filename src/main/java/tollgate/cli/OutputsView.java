package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stacks.StackInfo;
import tollgate.report.JsonReport;
import tollgate.report.Printable;
import tollgate.workflow.Outputs;
import tollgate.workflow.Planning;

/** Outputs of stacks, on stdout. */
final class OutputsView {
  private static final String HIDDEN = "(sensitive)";

  private final Session session;

  OutputsView(Session session) {
    this.session = session;
  }

  void print(Planning planning, List<StackInfo> stacks, Format format) {
    Map<String, Map<String, Outputs.Value>> all = new LinkedHashMap<>();
    for (StackInfo stack : stacks) {
      all.put(stack.name(), planning.outputs(stack));
    }
    session.talk().clear();
    session
        .rim()
        .out()
        .print(
            switch (format) {
              case text -> text(all);
              case json -> json(all);
            });
  }

  private static String text(Map<String, Map<String, Outputs.Value>> all) {
    StringBuilder text = new StringBuilder();
    all.forEach(
        (stack, outputs) ->
            outputs.forEach(
                (name, value) -> text.append("%s.%s = %s%n".formatted(stack, name, shown(value)))));
    return text.toString();
  }

  private static String shown(Outputs.Value output) {
    if (output.sensitive()) {
      return HIDDEN;
    }
    JsonNode value = output.value();
    return Printable.text(value.isTextual() ? value.textValue() : value.toString());
  }

  private static String json(Map<String, Map<String, Outputs.Value>> all) {
    ObjectNode document = JsonReport.document();
    ObjectNode stacks = document.putObject("stacks");
    all.forEach(
        (stack, outputs) -> {
          ObjectNode node = stacks.putObject(stack);
          outputs.forEach(
              (name, output) ->
                  node.set(name, output.sensitive() ? node.textNode(HIDDEN) : output.value()));
        });
    return JsonReport.write(document);
  }
}
