package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What code, not a file, puts into the records is checked all the same. */
class SettingsRecordsTest {
  private static final Principal ADA = new Principal("user", "ada@acme.example");
  private static final Cidr SUBNET = Cidr.parse("10.10.0.0/24");

  private static Workstation workstation(
      int diskGb, LocalTime stopAt, ZoneId timeZone, List<Principal> users) {
    return new Workstation(
        new MachineType("e2-standard-4"),
        diskGb,
        DiskType.PD_BALANCED,
        stopAt,
        timeZone,
        Optional.of(Duration.ofHours(1)),
        users,
        SUBNET);
  }

  @Test
  void a_record_names_all_that_is_wrong_with_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workstation(1, LocalTime.of(20, 0, 30), ZoneOffset.ofHours(2), List.of()))
        .withMessageContainingAll("disk_gb: 1 is", "stop_at:", "time_zone:", "users:");
  }

  @Test
  void a_duration_of_odd_seconds_has_no_spelling_in_the_file() {
    assertThat(Times.DURATION.fault(Duration.ofMinutes(90))).isEmpty();
    assertThat(Times.DURATION.spell(Duration.ofMinutes(90))).isEqualTo("1h30m");
    assertThat(Times.DURATION.spell(Duration.ZERO)).isEqualTo("0m");
    assertThat(Times.DURATION.fault(Duration.ofSeconds(90))).isPresent();
  }

  @Test
  void a_good_record_keeps_what_it_was_given() {
    Workstation good =
        workstation(100, LocalTime.of(20, 0), ZoneId.of("Europe/Berlin"), List.of(ADA));

    assertThat(good.users()).containsExactly(ADA);
    assertThat(good.stopAt()).isEqualTo(LocalTime.of(20, 0));
  }

  @Test
  void free_text_must_be_one_printable_line_without_templates() {
    for (String reason :
        List.of(
            "long enough ${x}", "long enough %{x}", "two lines\nof text", "hidden \u202e text")) {
      assertThatIllegalArgumentException()
          .as(reason)
          .isThrownBy(
              () ->
                  new Waiver(
                      new RuleId("cost/filestore"),
                      "google_filestore_instance.*",
                      reason,
                      new Email("ada@acme.example"),
                      LocalDate.of(2027, 1, 31)))
          .withMessageStartingWith("reason: ");
    }
  }

  @Test
  void labels_and_severities_are_checked() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Policy(
                    Map.of("Bad", Policy.Severity.WARN),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false))
        .withMessageContaining("the key \"Bad\"");
  }

  @Test
  void lists_cannot_be_changed_from_outside() {
    Lake lake = new Lake(List.of(), List.of());

    assertThatThrownBy(() -> lake.datasets().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_zone_of_another_region_is_refused() throws SettingsException {
    Settings good = Yaml.settings(Yaml.SHORTEST);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Settings(
                    good.project(),
                    good.projectNumber(),
                    good.billingAccount(),
                    good.region(),
                    new Zone("europe-west1-b"),
                    good.dataLocation(),
                    good.owner(),
                    "No Name",
                    good.protect(),
                    Map.of("Team", "x"),
                    good.budget(),
                    good.lake(),
                    good.workstation(),
                    good.orchestrator(),
                    good.waivers(),
                    good.policy(),
                    good.state()))
        .withMessageContainingAll(
            "zone: europe-west1-b is not in us-central1", "labels:", "No Name");
  }

  @Test
  void money_is_exact_and_positive() {
    assertThat(Money.parse("280.50 USD").amount()).isEqualByComparingTo("280.5");
    assertThat(Money.parse("280.50 USD")).hasToString("280.50 USD");
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(BigDecimal.ZERO, "USD"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(BigDecimal.ONE, "EUR"));
  }

  @Test
  void every_region_has_the_default_zone() {
    assertThat(Regions.names())
        .hasSizeGreaterThan(40)
        .allSatisfy(name -> assertThat(new Region(name).defaultZone().region()).hasToString(name));
  }

  @Test
  void only_the_same_place_or_a_pair_inside_a_multi_region_goes_with_datasets() {
    Location us = new Location("US");

    assertThat(us.goesWith(us)).isTrue();
    assertThat(new Location("NAM4").goesWith(us)).isTrue();
    assertThat(new Location("us-central1").goesWith(us)).isFalse();
    assertThat(us.goesWith(new Location("us-central1"))).isFalse();
    assertThat(new Location("EUR4").goesWith(us)).isFalse();
    assertThat(new Location("EU").goesWith(us)).isFalse();
  }

  @Test
  void machine_types_know_their_family() {
    assertThat(new MachineType("n2d-standard-4").family()).isEqualTo("n2d");
    assertThat(new MachineType("custom-4-8192").family()).isEqualTo("n1");
    assertThat(new MachineType("e2-custom-4-8192").family()).isEqualTo("e2");
    assertThat(new MachineType("n2-custom-2-32768-ext").family()).isEqualTo("n2");
  }

  @Test
  void the_largest_private_ranges_are_possible() {
    assertThat(Cidr.parse("10.0.0.0/8")).hasToString("10.0.0.0/8");
    assertThat(Cidr.parse("172.16.0.0/12").prefix()).isEqualTo(12);
    assertThat(Cidr.parse("192.168.0.0/16").prefix()).isEqualTo(16);
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("172.32.0.0/16"));
    assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse("192.168.0.0/15"));
  }
}
