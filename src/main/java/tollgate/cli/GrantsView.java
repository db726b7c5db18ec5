package tollgate.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stacks.GrantInfo;
import stacks.StackInfo;
import tollgate.report.JsonReport;
import tollgate.report.Printable;

/** The roles that stacks grant, by who gets them. */
final class GrantsView {
  private record Row(String stack, GrantInfo grant) {}

  private final Map<String, List<Row>> byMember = new TreeMap<>();

  GrantsView(List<StackInfo> stacks) {
    for (StackInfo stack : stacks) {
      for (GrantInfo grant : stack.grants()) {
        byMember
            .computeIfAbsent(grant.member(), member -> new ArrayList<>())
            .add(new Row(stack.name(), grant));
      }
    }
  }

  String as(IamCommand.Shape shape) {
    return switch (shape) {
      case text -> text();
      case json -> json();
      case markdown -> markdown();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    byMember.forEach(
        (member, rows) -> {
          text.append(text.isEmpty() ? "" : "\n").append(Printable.text(member)).append('\n');
          for (Row row : rows) {
            text.append(
                Printable.text(
                    "  %s on %s (%s)"
                        .formatted(row.grant().role(), target(row.grant()), row.stack())));
            text.append("\n      ").append(Printable.text(row.grant().why())).append('\n');
            row.grant()
                .permissions()
                .forEach(
                    (permission, why) ->
                        text.append("        %s: %s\n".formatted(permission, why)));
          }
        });
    return text.isEmpty() ? "These stacks grant no role.\n" : text.toString();
  }

  private String markdown() {
    StringBuilder page =
        new StringBuilder("| who | role | on | stack | what for |\n|---|---|---|---|---|\n");
    byMember.forEach(
        (member, rows) ->
            rows.forEach(
                row ->
                    page.append(
                        "| %s | %s | %s | %s | %s |%n"
                            .formatted(
                                code(member),
                                code(row.grant().role()),
                                cell(target(row.grant())),
                                row.stack(),
                                cell(row.grant().why())))));
    return page + ownRoles();
  }

  private String ownRoles() {
    Map<String, Map<String, String>> roles = new TreeMap<>();
    byMember
        .values()
        .forEach(
            rows ->
                rows.forEach(
                    row ->
                        roles.put(row.grant().role(), new TreeMap<>(row.grant().permissions()))));
    roles.values().removeIf(Map::isEmpty);
    if (roles.isEmpty()) {
      return "";
    }
    StringBuilder table =
        new StringBuilder(
            "\n| role of the project's own | permission | what for |\n|---|---|---|\n");
    roles.forEach(
        (role, permissions) ->
            permissions.forEach(
                (permission, why) ->
                    table.append(
                        "| %s | %s | %s |\n"
                            .formatted(
                                code(role.substring(role.lastIndexOf('/') + 1)),
                                code(permission),
                                cell(why)))));
    return table.toString();
  }

  private static String target(GrantInfo grant) {
    return grant.target() + grant.condition().map(condition -> ", " + condition.title()).orElse("");
  }

  private static String code(String text) {
    return "`" + cell(text) + "`";
  }

  private static String cell(String text) {
    return Printable.text(text).replace("|", "\\|").replace("`", "'");
  }

  private String json() {
    ObjectNode document = JsonReport.document();
    ArrayNode grants = document.putArray("grants");
    byMember.forEach(
        (member, rows) ->
            rows.forEach(
                row -> {
                  ObjectNode grant =
                      grants
                          .addObject()
                          .put("member", member)
                          .put("role", row.grant().role())
                          .put("target", row.grant().target())
                          .put("stack", row.stack())
                          .put("why", row.grant().why());
                  row.grant()
                      .condition()
                      .ifPresent(only -> grant.put("condition", only.expression()));
                  if (!row.grant().permissions().isEmpty()) {
                    ObjectNode permissions = grant.putObject("permissions");
                    row.grant().permissions().forEach(permissions::put);
                  }
                }));
    return JsonReport.write(document);
  }
}
