package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.config.read.Problem;

class EnvironmentsTest {
  private static final String FILE =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      labels: {team: data, tier: dev}
      budget: {monthly: 280 USD, alert: [data-team@acme.example]}
      workstation:
        time_zone: Europe/Berlin
        users: ["user:ada@acme.example", "user:bob@acme.example"]
      environments:
        prod:
          project: acme-data-prod
          protect: true
          labels: {tier: prod}
          budget: {monthly: 900 USD}
          workstation:
            users: ["group:data@acme.example"]
        ci:
          workstation: null
      """;

  private static Settings load(String environment) throws SettingsException {
    return SettingsLoader.parse(FILE, "tollgate.yaml", Optional.of(environment));
  }

  private static List<String> problems(String yaml, String environment) {
    return Yaml.problems(yaml, Optional.of(environment)).stream().map(Problem::toString).toList();
  }

  @Test
  void values_of_an_environment_replace_the_common_ones() throws SettingsException {
    Settings prod = load("prod");

    assertThat(prod.environment()).isEqualTo("prod");
    assertThat(prod.project()).hasToString("acme-data-prod");
    assertThat(prod.protect()).isTrue();
    assertThat(prod.region()).hasToString("us-central1");
  }

  @Test
  void mappings_are_merged_key_by_key_at_every_depth() throws SettingsException {
    Settings prod = load("prod");

    assertThat(prod.labels())
        .containsOnly(java.util.Map.entry("team", "data"), java.util.Map.entry("tier", "prod"));
    assertThat(prod.budget().monthly()).hasToString("900 USD");
    assertThat(prod.budget().alert()).hasSize(1);
    assertThat(prod.workstation().orElseThrow().timeZone().getId()).isEqualTo("Europe/Berlin");
  }

  @Test
  void lists_are_replaced_whole() throws SettingsException {
    assertThat(load("prod").workstation().orElseThrow().users())
        .containsExactly(new Principal("group", "data@acme.example"));
  }

  @Test
  void null_takes_a_section_away_there_and_nowhere_else() throws SettingsException {
    assertThat(load("ci").workstation()).isEmpty();
    assertThat(load("prod").workstation()).isPresent();
    assertThat(Yaml.settings(FILE).workstation()).isPresent();
  }

  @Test
  void null_brings_a_default_back_and_takes_nothing_away_where_nothing_is()
      throws SettingsException {
    String yaml = Yaml.with("zone: us-central1-f\nenvironments: {ci: {zone: null, lake: null}}");

    assertThat(Yaml.settings(yaml).zone()).hasToString("us-central1-f");
    assertThat(SettingsLoader.parse(yaml, "tollgate.yaml", Optional.of("ci")).zone())
        .hasToString("us-central1-b");
  }

  @Test
  void null_cannot_take_away_what_is_required() {
    assertThat(problems(Yaml.with("environments: {ci: {budget: null}}"), "ci"))
        .containsExactly(
            "tollgate.yaml:1: budget is missing. Add it, for example budget: {monthly: 280 USD}");
  }

  @Test
  void a_value_left_out_by_accident_takes_nothing_away() {
    String yaml = FILE.replace("workstation: null", "workstation:");

    assertThat(problems(yaml, "ci"))
        .singleElement()
        .asString()
        .startsWith("tollgate.yaml:19: environments.ci.workstation: expected a mapping");
  }

  @Test
  void without_an_environment_the_common_values_hold() throws SettingsException {
    Settings settings = Yaml.settings(FILE);

    assertThat(settings.environment()).isEqualTo("default");
    assertThat(settings.project()).hasToString("acme-data-dev");
  }

  @Test
  void an_unknown_environment_gets_a_suggestion_or_the_names() {
    assertThat(problems(FILE, "prd"))
        .containsExactly("tollgate.yaml: there is no environment \"prd\". Did you mean prod?");
    assertThat(problems(FILE, "staging"))
        .containsExactly(
            "tollgate.yaml: there is no environment \"staging\". Use one of: prod, ci.");
    assertThat(problems(Yaml.SHORTEST, "prod"))
        .containsExactly(
            "tollgate.yaml: there is no environment \"prod\": the file has none. Leave --env out, or"
                + " add environments.");
    assertThat(problems(FILE, "\u001b[2J")).singleElement().asString().contains("\"\\e[2J\"");
  }

  @Test
  void a_problem_is_shown_at_the_line_of_the_environment_that_brings_it() {
    String yaml = FILE.replace("tier: prod", "tier: Prod").replace("900 USD", "900");

    assertThat(problems(yaml, "prod"))
        .containsExactly(
            "tollgate.yaml:14: environments.prod.labels.tier: \"Prod\" is no label. Use up to 63"
                + " lower-case letters, digits, dashes and underscores.",
            "tollgate.yaml:15: environments.prod.budget.monthly: \"900\" is no amount of money."
                + " Write the number and the currency, as in 280 USD.");
  }

  @Test
  void a_combination_that_only_an_environment_makes_impossible_names_its_line() {
    String yaml =
        Yaml.with(
            "lake: {buckets: [{purpose: raw, location: NAM4}]}\nenvironments:\n  eu:\n    data_location: EU");

    assertThat(problems(yaml, "eu"))
        .singleElement()
        .asString()
        .startsWith("tollgate.yaml:6: lake.buckets[0].location: the bucket would lie in NAM4");
  }

  @Test
  void a_broken_environment_is_found_even_when_another_is_used() {
    String yaml = FILE.replace("protect: true", "protekt: true");

    assertThat(problems(yaml, "ci"))
        .containsExactly(
            "tollgate.yaml:13: environments.prod.protekt: unknown key \"protekt\". Did you mean"
                + " protect?");
  }

  @Test
  void a_problem_of_the_common_values_is_shown_once() {
    assertThat(problems(FILE.replace("us-central1", "us-centrl1"), "prod"))
        .containsExactly(
            "tollgate.yaml:2: region: \"us-centrl1\" is no region. Did you mean us-central1?");
  }

  @Test
  void what_only_environments_say_may_be_missing_from_the_common_values() throws SettingsException {
    String yaml =
        FILE.replace("project: acme-data-dev\n", "")
            .replace("  ci:\n", "  ci:\n    project: acme-data-ci\n");

    assertThat(SettingsLoader.parse(yaml, "tollgate.yaml", Optional.of("prod")).project())
        .hasToString("acme-data-prod");
    assertThat(Yaml.problems(yaml))
        .extracting(Problem::message)
        .containsExactly("project is missing. Add it, for example project: acme-data-dev");
  }
}
