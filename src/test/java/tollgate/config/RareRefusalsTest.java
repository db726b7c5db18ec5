package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tollgate.config.read.Lists;
import tollgate.config.read.Problem;

/** Refusals that need a long file, another environment or values that code put together. */
class RareRefusalsTest {
  @Test
  void a_list_has_a_most() {
    assertThat(sentences("waivers: [" + many(101, i -> "{rule: cost/x%d}".formatted(i)) + "]"))
        .anyMatch(each -> each.endsWith("waivers: 101 waivers are too many. Use at most 100."));
  }

  @Test
  void one_that_is_empty_only_for_its_wrong_items_is_no_second_mistake() {
    assertThat(sentences("workstation: {time_zone: UTC, users: [ada@acme.example]}"))
        .containsExactly(
            "tollgate.yaml:6: workstation.users[0]: \"ada@acme.example\" is no principal. Did you"
                + " mean user:ada@acme.example?");
    assertThat(sentences("orchestrator: {users: [ada@acme.example]}"))
        .containsExactly(
            "tollgate.yaml:6: orchestrator.users[0]: \"ada@acme.example\" is no principal. Did you"
                + " mean user:ada@acme.example?");
    assertThat(sentences("workstation: {time_zone: UTC, users: []}"))
        .containsExactly(
            "tollgate.yaml:6: workstation.users: the list of principals is too short. Name at least"
                + " 1.");
  }

  @Test
  void a_mapping_has_a_most() {
    assertThat(sentences("labels: {" + many(33, i -> "key" + i + ": x") + "}"))
        .containsExactly("tollgate.yaml:6: labels: 33 labels are too many. Use at most 32.");
  }

  @Test
  void so_have_environments() {
    assertThat(sentences("environments: {" + many(21, i -> "e" + i + ": {protect: true}") + "}"))
        .anyMatch(
            each -> each.endsWith("more than 20 environments are too many. Use several files."));
  }

  @Test
  void a_tab_is_named() {
    assertThat(sentences("lake:\n\tbuckets: []"))
        .anyMatch(each -> each.contains("a tab stands where YAML wants spaces."));
  }

  @Test
  void values_that_code_put_together_are_held_to_the_same() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemorySize(0))
        .withMessage("memory must be more than nothing. Use 512Mi or more.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Money(BigDecimal.TEN, "EUR"))
        .withMessage("\"EUR\" is no currency of the price book. Use USD.");
    Email twice = new Email("ada@acme.example");
    assertThat(new Lists<>("mails", Email.KIND, 0, 5).fault(List.of(twice, twice)))
        .contains("an item is there twice. Remove one.");
  }

  private static List<String> sentences(String change) {
    return Yaml.problems(Yaml.with(change)).stream().map(Problem::toString).toList();
  }

  private static String many(int count, java.util.function.IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(", "));
  }
}
