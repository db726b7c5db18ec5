package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tollgate.yaml asks of the gate, and what it cannot ask. */
class GateSettingsTest {
  private static final String WAIVER =
      "waivers: [{rule: %s, address: google_x.*, reason: the vendor needs it, owner: ada@acme.example,"
          + " expires: %s}]\n";

  @TempDir Path directory = Path.of("");

  private Runs.Ran settings(String more) {
    return Runs.in(directory).settings(Runs.LAKE + more).run("synth");
  }

  @Test
  void aWaiverOfARuleThatDoesNotExistIsAFaultOfTheSettings() {
    Runs.Ran ran = settings(WAIVER.formatted("cost/filstore", "2027-01-31"));

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err())
        .contains("tollgate.yaml:8: waivers[0].rule: ", "did you mean cost/filestore?");
  }

  @Test
  void aWaiverOfARuleThatCannotBeWaivedIsAFaultOfTheSettings() {
    Runs.Ran ran = settings(WAIVER.formatted("lifecycle/protected", "2027-01-31"));

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).contains("tollgate.yaml:8: ", "this rule cannot be waived");
  }

  @Test
  void aWaiverForTooLongIsAFaultOfTheSettings() {
    Runs.Ran ran = settings(WAIVER.formatted("cost/filestore", "2030-01-31"));

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).contains("waivers[0].expires: ", "the longest is 2027-11-23");
  }

  @Test
  void aSeverityOfARuleThatDoesNotExistIsAFaultOfTheSettings() {
    Runs.Ran ran = settings("policy:\n  severities:\n    cost/always-on: deny\n");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err())
        .contains("tollgate.yaml:10: policy.severities.cost/always-on: ", "which is no rule");
  }

  @Test
  void theSettingsOfEveryEnvironmentAreHeldAgainstTheRules() {
    Runs.Ran ran =
        settings(
            """
            environments:
              prod:
                project: acme-data-prod
                policy: {severities: {cost/nope: deny}}
            """);

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).contains("cost/nope, which is no rule");
  }

  @Test
  void anAmountForAStackThatDoesNotExistIsAFaultOfTheSettings() {
    Runs.Ran ran =
        Runs.in(directory)
            .settings(
                Runs.LAKE.replace(
                    "monthly: 280 USD", "monthly: 280 USD, stacks: {orchestator: 5 USD}"))
            .run("synth");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err())
        .contains(
            "tollgate.yaml:5: budget.stacks.orchestator: there is no stack orchestator."
                + " Did you mean orchestrator?");
  }

  @Test
  void limitsAndListsOfTheSettingsAreHeldAgainstThePlans() {
    Runs.Ran ran =
        Runs.in(directory)
            .settings(
                Runs.LAKE.replace("280 USD", "280 USD, counts: ceiling, increase: 1 USD")
                    + """
                    workstation: {machine: e2-standard-4, time_zone: Europe/Berlin, users: ["user:ada@acme.example"]}
                    policy: {locations: [EU], machine_families: [n2], domains: [other.example]}
                    """)
            .run("plan", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.out().replaceAll("\\s+", " "))
        .contains("DENIED cost/over-increase", "The ceiling rises by $111.49 a month")
        .contains("DENIED data/location")
        .contains("DENIED cost/machine-family", "e2-standard-4 is of the family e2")
        .contains("DENIED access/member-domain", "user:ada@acme.example");
  }
}
