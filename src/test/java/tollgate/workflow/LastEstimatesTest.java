package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

class LastEstimatesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** list price of an e2-small and an e2-standard-4 in us-central1, without disks. */
  private static final BigDecimal SMALL = cost("null", "e2-small").after().floor();

  private static final BigDecimal LARGE = cost("null", "e2-standard-4").after().floor();

  @TempDir Path directory;
  private LastEstimates estimates;

  @BeforeEach
  void open() {
    estimates = new LastEstimates(directory);
  }

  @Test
  void a_stack_does_not_count_itself_and_is_told_to_the_others() {
    estimates.planned("state of a", "a", cost("null", "e2-small"), true, true, NOON);

    assertThat(estimates.others("state of a")).isEmpty();
    assertThat(estimates.others("state of b"))
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.stack()).isEqualTo("a");
              assertThat(other.when()).isEqualTo(NOON);
              assertThat(other.applied()).isFalse();
              assertThat(other.totals().floor()).isEqualByComparingTo(SMALL);
            });
  }

  @Test
  void until_it_is_applied_the_dearer_of_what_stands_and_what_is_planned_counts() {
    estimates.planned("a", "a", cost("e2-standard-4", "e2-small"), true, true, NOON);
    assertThat(floor()).isEqualByComparingTo(LARGE);

    estimates.applied("a", "a", cost("e2-standard-4", "e2-small"), NOON);
    assertThat(floor()).isEqualByComparingTo(SMALL);
    assertThat(estimates.others("b").get(0).applied()).isTrue();
  }

  @Test
  void what_the_gate_stopped_does_not_count() {
    estimates.planned("a", "a", cost("e2-small", "e2-standard-4"), false, true, NOON);

    assertThat(floor()).isEqualByComparingTo(SMALL);
  }

  @Test
  void a_plan_of_a_part_takes_nothing_away() {
    estimates.applied("a", "a", cost("null", "e2-standard-4"), NOON);
    estimates.planned("a", "a", cost("null", "e2-small"), true, false, NOON);

    assertThat(floor()).isEqualByComparingTo(LARGE);
  }

  @Test
  void what_is_destroyed_is_forgotten() {
    estimates.applied("a", "a", cost("null", "e2-small"), NOON);
    estimates.applied("a", "a", cost("e2-small", "null"), NOON);

    assertThat(estimates.others("b")).isEmpty();
  }

  @Test
  void a_file_that_cannot_be_read_stops_rather_than_counts_nothing() throws IOException {
    estimates.applied("a", "a", cost("null", "e2-small"), NOON);
    Path file = estimates.others("b").get(0).file();
    String whole = Files.readString(file);

    for (String broken :
        List.of("", whole.substring(0, 40), whole.replaceFirst("\"floor\" : \"", "$0-"))) {
      Files.writeString(file, broken);
      assertThatThrownBy(() -> estimates.others("b"))
          .isInstanceOf(StopException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("Delete it");
    }
  }

  private BigDecimal floor() {
    return estimates.others("b").get(0).totals().floor();
  }

  /** A machine of one type before and of another after; {@code null} for none. */
  private static CostChange cost(String before, String after) {
    ObjectNode plan = JSON.createObjectNode().put("format_version", "1.2");
    ObjectNode resource = plan.putArray("resource_changes").addObject();
    resource.put("address", "google_compute_instance.vm").put("mode", "managed");
    resource.put("type", "google_compute_instance").put("name", "vm");
    ObjectNode change = resource.putObject("change");
    change
        .putArray("actions")
        .add(before.equals("null") ? "create" : after.equals("null") ? "delete" : "update");
    machine(change, "before", before);
    machine(change, "after", after);
    return Estimator.shipped().change(List.of(new StackPlan("a", Plan.parse(plan))));
  }

  private static void machine(ObjectNode change, String side, String type) {
    if (type.equals("null")) {
      change.putNull(side);
    } else {
      change.putObject(side).put("machine_type", type).put("zone", "us-central1-b");
    }
  }
}
