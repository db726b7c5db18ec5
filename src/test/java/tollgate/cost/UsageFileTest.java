package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.plan.Address;

class UsageFileTest {

  @Test
  void usage_is_read_by_address_and_by_type() {
    Usage usage =
        UsageFile.parse(
            "usage.yaml",
            """
            version: 1
            resources:
              google_storage_bucket.lake: {storage_gib: 500, class_a_operations: 1_000_000}
              google_storage_bucket: {storage_gib: 5}
              module.m["a.b"].google_pubsub_topic.t["x"]: {message_tib: 0.5}
            """);

    assertThat(of(usage, "google_storage_bucket.lake", "storage_gib")).isEqualTo("500");
    assertThat(of(usage, "google_storage_bucket.lake[0]", "class_a_operations"))
        .isEqualTo("1000000");
    assertThat(of(usage, "google_storage_bucket.other", "storage_gib")).isEqualTo("5");
    assertThat(of(usage, "google_storage_bucket.other", "egress_gib")).isEqualTo("0");
    assertThat(usage.declared()).containsKey("module.m[\"a.b\"].google_pubsub_topic.t[\"x\"]");
  }

  @Test
  void a_usage_file_may_be_json() {
    Usage usage =
        UsageFile.parse(
            "u.json",
            "{\"version\": 1, \"resources\": {\"google_pubsub_topic\": {\"message_tib\": 2}}}");

    assertThat(of(usage, "google_pubsub_topic.t", "message_tib")).isEqualTo("2");
  }

  @Test
  void every_problem_is_told_with_its_line() {
    assertThat(
            problems(
                """
                version: 2
                resource: {}
                resources:
                  google_storage_bucket.lake:
                    storage_gb: 500
                    class_a_operations: -1
                    class_b_operations: .nan
                    egress_gib: 1e999999
                  google_storage_bukket: {storage_gib: 1}
                  google_compute_network.n: {data_gib: 1}
                  google_pubsub_topic: 5
                """))
        .containsExactlyInAnyOrder(
            "u.yaml:1: the version of a usage file is 1; write `version: 1`",
            "u.yaml:2: there is no key \"resource\"; did you mean resources?",
            "u.yaml:5: there is no usage of \"google_storage_bucket.lake\" \"storage_gb\"; did you"
                + " mean storage_gib?",
            "u.yaml:6: \"class_a_operations\" must be a number from 0 to 1e12, written with digits",
            "u.yaml:7: \"class_b_operations\" must be a number from 0 to 1e12, written with digits",
            "u.yaml:8: \"egress_gib\" must be a number from 0 to 1e12, written with digits",
            "u.yaml:9: there is no resource with usage \"google_storage_bukket\"; did you mean"
                + " google_storage_bucket?",
            "u.yaml:10: there is no resource with usage \"google_compute_network\"",
            "u.yaml:11: \"google_pubsub_topic\" must map usage keys to amounts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "[]",
        "{",
        "version: 1\nversion: 1",
        "a: &a [*a]",
        "version: 1\nresources: []",
        "version: 1\nresources: {? [1] : 2}",
        "\u0000",
        "version: 1\nresources: {x: {y: [1]}}"
      })
  void what_is_no_usage_file_is_refused_in_one_sentence_each(String text) {
    assertThat(problems(text)).isNotEmpty().allSatisfy(p -> assertThat(p).startsWith("u.yaml:"));
  }

  @Test
  void an_explosion_of_aliases_is_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(problems(bomb.toString())).isNotEmpty();
  }

  @Test
  void ten_megabytes_are_refused() {
    assertThat(problems("version: 1\nresources: {}\n" + "# x\n".repeat(3_000_000))).hasSize(1);
  }

  @Test
  void a_broken_line_is_named() {
    assertThat(problems("version: 1\nresources:\n  x: [\n"))
        .singleElement()
        .asString()
        .startsWith("u.yaml:4: this is no YAML: ");
    assertThat(problems("resources: {}"))
        .containsExactly("u.yaml:1: the version of a usage file is 1; write `version: 1`");
    assertThat(problems("\n\nversion: 3"))
        .containsExactly("u.yaml:3: the version of a usage file is 1; write `version: 1`");
  }

  @Test
  void a_mebibyte_and_forty_digits_are_the_most() {
    String start = "version: 1\n";
    assertThat(UsageFile.parse("u", start + "#".repeat((1 << 20) - start.length()))).isNotNull();
    assertThat(problems(start + "#".repeat((1 << 20) - start.length() + 1)))
        .containsExactly(
            "u.yaml:1: this file is larger than a mebibyte; declare by type instead of by address");
    assertThat(problems("version: 1\nresources: {google_pubsub_topic: {message_tib: 1e12}}"))
        .isEmpty();
    assertThat(problems("version: 1\nresources: {google_pubsub_topic: {message_tib: 1.1e12}}"))
        .hasSize(1);
  }

  @Test
  void a_template_lists_what_will_stand_in_the_order_of_addresses() {
    String template =
        UsageFile.template(
            List.of(
                Configurations.plan(
                    Map.of(
                        "google_storage_bucket",
                        Map.of("b", Configurations.json("{}"), "a", Configurations.json("{}")),
                        "google_compute_network",
                        Map.of("n", Configurations.json("{}"))))));

    assertThat(template).containsSubsequence("'google_storage_bucket.a':", "bucket.b':");
    assertThat(template).doesNotContain("google_compute_network");
  }

  @Test
  void a_template_can_be_filled_in_and_read_again() {
    String template =
        UsageFile.template(
            List.of(Configurations.plan("google_storage_bucket", "{'location': 'US'}")));

    assertThat(template).contains("storage_gib: 0 # GiB stored");
    assertThat(UsageFile.parse("t.yaml", template).declared())
        .containsKey("google_storage_bucket.x");
  }

  private static String of(Usage usage, String address, String key) {
    return usage
        .of(new Address(address), address.substring(0, address.indexOf('.')), key)
        .toPlainString();
  }

  private static List<String> problems(String text) {
    UsageFileException refused =
        catchThrowableOfType(UsageFileException.class, () -> UsageFile.parse("u.yaml", text));
    return refused == null ? List.of() : refused.problems();
  }

  @Test
  void a_file_that_is_nested_without_end_is_refused() {
    assertThat(problems("[".repeat(100_000)))
        .containsExactly("u.yaml:1: this file is nested deeper than its three levels");
    assertThat(problems("version: " + "{a: ".repeat(100_000)))
        .containsExactly("u.yaml:1: this file is nested deeper than its three levels");
  }
}
