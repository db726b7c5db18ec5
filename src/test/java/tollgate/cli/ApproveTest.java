package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One job approves, another deploys, without a terminal. */
class ApproveTest {
  private static final String LARGER =
      Runs.LAKE.replace(
          "expire_days: 30}]", "expire_days: 30}, {purpose: lake}]\n  datasets: [{id: ny_taxi}]");

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void planned() {
    runs = Runs.in(directory).settings(Runs.LAKE);
    Runs.Ran planned = runs.run("plan", "--sandbox", "--out", "plans");
    assertThat(planned.exit()).as(planned.all()).isZero();
  }

  private List<Path> approvals() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(".tollgate/approvals"))) {
      return files.toList();
    }
  }

  private Runs.Ran approve() {
    return runs.with("GITHUB_ACTOR", "ada").run("approve", "--plan", "plans", "--sandbox", "--yes");
  }

  @Test
  void anApprovedPlanIsDeployedWithoutAFurtherWord() throws IOException {
    Runs.Ran approved = approve();
    assertThat(approved.exit()).as(approved.all()).isZero();
    assertThat(approved.out()).contains(".tollgate/approvals/");
    assertThat(Files.readString(approvals().get(0))).contains("\"who\" : \"ada\"", "\"terraform\"");

    Runs.Ran deployed = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(deployed.exit()).as(deployed.all()).isZero();
    assertThat(deployed.err()).contains("Approved by ada");
  }

  @Test
  void withoutAnApprovalAMachineDeploysNothing() {
    Runs.Ran ran = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(runs.run("sandbox", "status").out()).contains("empty");
  }

  @Test
  void anotherPlanOfTheSameStacksVoidsTheApproval() {
    assertThat(approve().exit()).isZero();
    runs.settings(LARGER);
    assertThat(runs.run("plan", "--sandbox", "--out", "plans").exit()).isZero();

    Runs.Ran ran = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err())
        .contains("the plan of lake and tollgate.yaml changed since ada approved it");
    assertThat(runs.run("sandbox", "status").out()).contains("empty");
  }

  @Test
  void aChangedBudgetVoidsTheApprovalAlthoughThePlanIsTheSame() {
    assertThat(approve().exit()).isZero();
    runs.settings(Runs.LAKE.replace("280 USD", "281 USD"));

    Runs.Ran ran = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err()).contains("tollgate.yaml changed after the plans were saved");
  }

  @Test
  void aRemarkInTheSettingsVoidsNothing() {
    assertThat(approve().exit()).isZero();
    runs.settings(Runs.LAKE.replace("owner: ", "# a remark\nowner:   "));

    Runs.Ran deployed = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(deployed.exit()).as(deployed.all()).isZero();
  }

  @Test
  void whereApprovalsMustBeSignedOnlyTheKeyOfTheApprovingJobOpens() throws IOException {
    runs.settings(Runs.LAKE + "policy: {signed_approvals: true}\n");
    assertThat(runs.run("plan", "--sandbox", "--out", "plans").exit()).isZero();

    Runs.Ran keyless = approve();
    assertThat(keyless.exit()).as(keyless.all()).isEqualTo(7);
    assertThat(keyless.err()).contains("TOLLGATE_APPROVAL_KEY");
    assertThat(directory.resolve(".tollgate/approvals")).doesNotExist();

    String secret = "f00dfeed".repeat(8);
    runs = runs.with("TOLLGATE_APPROVAL_KEY", secret);
    Runs.Ran approved = approve();
    assertThat(approved.exit()).as(approved.all()).isZero();
    assertThat(approved.all()).doesNotContain(secret);
    assertThat(Files.readString(approvals().get(0)))
        .contains("hmac-sha256:")
        .doesNotContain(secret);

    Runs other = runs.with("TOLLGATE_APPROVAL_KEY", "0badcafe".repeat(8));
    Runs.Ran forged = other.run("deploy", "--plan", "plans", "--sandbox");
    assertThat(forged.exit()).as(forged.all()).isEqualTo(4);
    assertThat(forged.err()).contains("is not signed with the key");
    assertThat(runs.run("sandbox", "status").out()).contains("empty");

    Runs.Ran deployed = runs.run("deploy", "--plan", "plans", "--sandbox");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
    assertThat(deployed.err()).contains("Approved by ada").doesNotContain(secret);
  }

  /** A data set that is replaced: its data goes. */
  @Test
  void whereApprovalsMustBeSignedWordsOfACommandLineAcceptNoDanger() {
    String signed = "policy: {signed_approvals: true}\n";
    String dataset = Runs.LAKE + "  datasets: [{id: ny_taxi}]\n";
    Runs.Ran first = runs.settings(dataset + signed).run("deploy", "--sandbox", "--yes");
    assertThat(first.exit()).as("nothing in it needs a word: " + first.all()).isZero();

    runs.settings((dataset + signed).replace("data_location: US", "data_location: EU"));
    Runs.Ran words =
        runs.run("deploy", "--sandbox", "--yes", "--approve", "destructive,access,cost");
    assertThat(words.exit()).as(words.all()).isEqualTo(4);
    assertThat(words.err()).contains("policy.signed_approvals lets no --approve accept");

    Runs key = runs.with("TOLLGATE_APPROVAL_KEY", "f00dfeed".repeat(8));
    assertThat(key.run("plan", "--sandbox", "--out", "plans").exit()).isZero();
    Runs.Ran approved =
        key.run("approve", "--plan", "plans", "--sandbox", "--yes", "--approve", "destructive");
    assertThat(approved.exit()).as(approved.all()).isZero();
    Runs.Ran deployed = key.run("deploy", "--plan", "plans", "--sandbox");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
  }

  @Test
  void anApprovalThatSomebodyEditedCountsForNothing() throws IOException {
    assertThat(approve().exit()).isZero();
    Path file = approvals().get(0);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"environment\" : \"default\"", "\"environment\" : \"prod\""));

    assertThat(runs.run("deploy", "--plan", "plans", "--sandbox").exit()).isEqualTo(4);
  }

  @Test
  void anApprovalWhoseKindsWereEditedIsRefused() throws IOException {
    assertThat(approve().exit()).isZero();
    Path file = approvals().get(0);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"kinds\" : \\[[^]]*\\]", "\"kinds\" : [\"destructive\"]"));
    assertThat(Files.readString(file)).contains("[\"destructive\"]");

    Runs.Ran ran = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err()).contains("is not as it was written");
    assertThat(runs.run("sandbox", "status").out()).contains("empty");
  }

  @Test
  void anotherTerraformThanTheOneThatPlannedDeploysNothing() throws IOException {
    Path terraform = directory.resolve("terraform-here");
    Files.writeString(terraform, "#!/bin/sh\nexec terraform \"$@\"\n");
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
    runs = runs.with("TOLLGATE_TERRAFORM", terraform.toString());
    assertThat(runs.run("plan", "--sandbox", "--out", "plans").exit()).isZero();
    assertThat(approve().exit()).isZero();
    Files.writeString(terraform, "#!/bin/sh\n# swapped\nexec terraform \"$@\"\n");

    Runs.Ran ran = runs.run("deploy", "--plan", "plans", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err()).contains("the terraform executable changed");
    assertThat(runs.run("sandbox", "status").out()).contains("empty");
  }

  @Test
  void pricesAndSettingsOfAnotherKindThanThoseSavedDeployNothing() throws IOException {
    for (String part : List.of("priceBook", "settings", "executable")) {
      Path manifest = directory.resolve("plans/manifest.json");
      String saved = Files.readString(manifest);
      // What was saved is what another book, file or program would have left there.
      Files.writeString(
          manifest,
          saved.replaceFirst(
              "\"" + part + "\" : \"[0-9a-f]{64}\"",
              "\"" + part + "\" : \"" + "0".repeat(64) + '"'));

      Runs.Ran ran = runs.run("deploy", "--plan", "plans", "--sandbox", "--yes");

      assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
      assertThat(ran.err()).contains("changed after the plans were saved");
      Files.writeString(manifest, saved);
    }
    assertThat(runs.run("sandbox", "status").out()).contains("empty");
  }

  @Test
  void nothingIsApprovedWhenNobodyCanBeAsked() {
    Runs.Ran ran = runs.run("approve", "--plan", "plans", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(directory.resolve(".tollgate/approvals")).doesNotExist();
  }
}
