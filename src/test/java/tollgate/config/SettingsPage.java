package tollgate.config;

import java.util.LinkedHashSet;
import java.util.Set;
import tollgate.config.read.Field;
import tollgate.config.read.Shape;

/** Writes docs/settings.md from the descriptions of the fields. */
final class SettingsPage {
  private static final String HEAD =
      """
      # tollgate.yaml

      <!-- Written by SettingsDocumentsTest from the field descriptions in tollgate.config. -->

      One file says what is built, for whom, and what it may cost. It is plain YAML: mappings, lists and
      values. Anchors, aliases, tags, repeated keys and a second document are refused, and so is any text
      that holds `${`, `%{`, a line break or another character that cannot be seen. All problems of a file
      are shown at once, each as `file:line: key: what is wrong. What to do.`

      `--env NAME` lays `environments.NAME` over the rest: mappings are merged key by key, lists and values
      replace, and a written `null` takes a section away. Every environment is checked at each reading.

      Editors check the file while it is written when its first line is
      `# yaml-language-server: $schema=docs/schema/tollgate.schema.json`.
      """;

  private SettingsPage() {}

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    section(Settings.shape(Environments.DEFAULT), page, new LinkedHashSet<>());
    page.append("\n## Regions\n\n")
        .append(
            "With the letters of their zones; the default zone is b, which every region has.\n\n")
        .append("| region | zones |\n|---|---|\n");
    for (String region : Regions.names()) {
      page.append("| ")
          .append(region)
          .append(" | ")
          .append(String.join(" ", Regions.zones(region).split("")))
          .append(" |\n");
    }
    page.append("\n## Data locations\n\n")
        .append(
            "A region, or one of US, EU, ASIA (multi-regions), NAM4, EUR4, ASIA1 (pairs of regions).")
        .append(" BigQuery keeps datasets in regions, US and EU.\n")
        .append("\n## Machine types\n\n")
        .append("Predefined types with a price; custom ones are spelled family-custom-vCPUs-MB")
        .append(" for e2, n1, n2, n2d and n4.\n\n");
    Regions.lines("machine-types.txt").stream()
        .map(line -> line.split(" ", 2))
        .forEach(
            words ->
                page.append("- `")
                    .append(words[0])
                    .append(words.length > 1 ? "-`: " + words[1] : "`")
                    .append('\n'));
    return page.toString();
  }

  private static void section(Shape<?> shape, StringBuilder page, Set<Shape<?>> done) {
    if (!done.add(shape)) {
      return;
    }
    page.append("\n## ").append(shape.name()).append("\n\n").append(shape.meaning()).append("\n\n");
    page.append(
        "| key | kind | default | meaning | example | since |\n|---|---|---|---|---|---|\n");
    shape.fields().forEach(field -> row(field, page));
    shape.fields().stream()
        .flatMap(field -> field.kind().shape().stream())
        .forEach(inner -> section(inner, page, done));
  }

  private static void row(Field<?> field, StringBuilder page) {
    String kind =
        field
            .kind()
            .shape()
            .map(
                shape -> "[%s](#%s)".formatted(field.kind().name(), shape.name().replace(' ', '-')))
            .orElse(field.kind().name());
    page.append(
        "| `%s` | %s | %s | %s | `%s` | %s |\n"
            .formatted(
                field.name(),
                kind,
                field.shownDefault(),
                field.meaning(),
                field.example(),
                field.since()));
  }
}
