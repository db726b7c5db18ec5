package tollgate.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real terraform and its built-in {@code terraform_data}, so without a network. */
class TerraformTest {

  @TempDir Path directory = Path.of("");

  private final Children children = new Children();
  private Path work = Path.of("");
  private Path saved = Path.of("");

  @BeforeEach
  void directories() throws IOException {
    work = Files.createDirectory(directory.resolve("work"));
    saved = directory.resolve("stack.tfplan");
  }

  private Terraform terraform(String configuration) throws IOException {
    Files.writeString(work.resolve("cdk.tf.json"), configuration);
    return terraform(Map.of("db_password", "correct-horse"));
  }

  private Terraform terraform(Map<String, String> variables) {
    ChildEnvironment environment =
        new ChildEnvironment(System.getenv(), directory.resolve(".tollgate"), false);
    return new Terraform(
        TerraformBinary.find(System.getenv(), children),
        work,
        environment.of(new RunMode.Sandbox(Map.of(RunMode.Sandbox.REATTACH, "{}")), variables),
        children);
  }

  private static final String TWO =
      """
      {"resource": {"terraform_data": {
         "first": {"input": "one"},
         "second": {"input": "${terraform_data.first.output}"}}},
       "output": {"said": {"value": "${terraform_data.second.output}"}}}
      """;

  @Test
  void aPlanIsSavedShownAppliedAndThenEmpty() throws IOException {
    Terraform terraform = terraform(TWO);
    List<Event> events = new ArrayList<>();
    terraform.init(Event.Listener.NONE);

    assertThat(terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE)).isTrue();
    assertThat(terraform.show(saved).path("resource_changes")).hasSize(2);
    terraform.apply(saved, events::add);

    assertThat(events)
        .contains(
            new Event.Started("terraform_data.first", "create"),
            new Event.Finished("terraform_data.second", "create", 0),
            new Event.Summary("apply", 2, 0, 0));
    assertThat(terraform.outputs().path("said").path("value").asText()).isEqualTo("one");
    assertThat(terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE)).isFalse();
  }

  @Test
  void aDestroyPlanDeletesEverything() throws IOException {
    Terraform terraform = terraform(TWO);
    terraform.init(Event.Listener.NONE);
    terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE);
    terraform.apply(saved, Event.Listener.NONE);

    assertThat(terraform.plan(saved, Terraform.PlanKind.DESTROY, Event.Listener.NONE)).isTrue();
    terraform.apply(saved, Event.Listener.NONE);

    assertThat(terraform.plan(saved, Terraform.PlanKind.DESTROY, Event.Listener.NONE)).isFalse();
  }

  @Test
  void aMistakeIsASentenceWithFileAndLine() throws IOException {
    Terraform terraform =
        terraform("{\"resource\": {\"terraform_data\": {\n\"first\": {\"inptu\": 1}}}}");
    terraform.init(Event.Listener.NONE);
    TerraformException failure =
        catchThrowableOfType(
            TerraformException.class,
            () -> terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE));
    assertThat(failure).hasMessage("terraform plan failed (exit 1)");
    assertThat(failure.diagnostics())
        .singleElement()
        .extracting(Diagnostic::sentence)
        .asString()
        .startsWith("Extraneous JSON object property: No argument or block type is named \"inptu\"")
        .endsWith("(cdk.tf.json:2)");
  }

  @Test
  void anErrorOutsideTheEventStreamIsToldToo() throws IOException {
    Terraform terraform = terraform(TWO);
    TerraformException failure =
        catchThrowableOfType(TerraformException.class, () -> terraform.show(saved));
    assertThat(failure.diagnostics().get(0).sentence())
        .startsWith("Error: Failed to read the given file as a state or plan file:")
        .doesNotContain("│");
  }

  @Test
  void aPlanThatTheStateHasOutrunIsToldApart() throws IOException {
    Terraform terraform = terraform(TWO);
    terraform.init(Event.Listener.NONE);
    terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE);
    terraform.apply(saved, Event.Listener.NONE);
    TerraformException failure =
        catchThrowableOfType(
            TerraformException.class, () -> terraform.apply(saved, Event.Listener.NONE));
    assertThat(failure.stalePlan()).isTrue();
  }

  private static final String SECRET =
      """
      {"variable": {"db_password": {"type": "string", "ephemeral": true, "sensitive": true}},
       "resource": {"terraform_data": {"first": {"input": "one"}}},
       "check": {"long": {"assert": [{
          "condition": "${length(var.db_password) > 1}", "error_message": "short"}]}}}
      """;

  @Test
  void anEphemeralVariableIsGivenToPlanAndApplyAndIsNowhereOnDisk() throws IOException {
    Terraform terraform = terraform(SECRET);
    terraform.init(Event.Listener.NONE);
    terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE);
    // Another value than the plan's: the provider gets the one of the apply.
    terraform(Map.of("db_password", "battery-staple")).apply(saved, Event.Listener.NONE);

    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                      .doesNotContain("correct-horse", "battery-staple"));
    }
  }

  @Test
  void anApplyWithoutItsEphemeralVariableFails() throws IOException {
    Terraform terraform = terraform(SECRET);
    terraform.init(Event.Listener.NONE);
    terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE);
    assertThatThrownBy(() -> terraform(Map.of()).apply(saved, Event.Listener.NONE))
        .isInstanceOf(TerraformException.class);
  }

  private static final String SLOW =
      """
      {"resource": {"terraform_data": {
         "slow": {"provisioner": [{"local-exec": {"command": "sleep 60"}}]},
         "quick": {"input": "one"}}}}
      """;

  @Test
  void anInterruptLetsTerraformWriteItsState() throws Exception {
    Terraform terraform = terraform(SLOW);
    terraform.init(Event.Listener.NONE);
    terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE);
    CountDownLatch began = new CountDownLatch(2);
    List<Event> events = new ArrayList<>();
    CompletableFuture<Void> apply =
        CompletableFuture.runAsync(
            () ->
                terraform.apply(
                    saved,
                    event -> {
                      events.add(event);
                      if (event instanceof Event.Started) {
                        began.countDown();
                      }
                    }));
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();

    children.drain(Duration.ofMillis(200));

    assertThat(apply.handle((ok, failure) -> failure).get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TerraformException.class);
    assertThat(events).contains(new Event.Stopping());
    assertThat(Files.readString(work.resolve("terraform.tfstate"))).contains("quick", "slow");
    assertThatThrownBy(() -> terraform.init(Event.Listener.NONE))
        .isInstanceOf(InterruptedRunException.class);
  }

  @Test
  void aLockedStateNamesItsHolder() throws Exception {
    Terraform terraform = terraform(SLOW.replace("sleep 60", "sleep 4"));
    terraform.init(Event.Listener.NONE);
    terraform.plan(saved, Terraform.PlanKind.CHANGE, Event.Listener.NONE);
    CountDownLatch began = new CountDownLatch(1);
    CompletableFuture<Void> apply =
        CompletableFuture.runAsync(
            () ->
                terraform.apply(
                    saved,
                    event -> {
                      if (event instanceof Event.Started) {
                        began.countDown();
                      }
                    }));
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();

    TerraformException failure =
        catchThrowableOfType(
            TerraformException.class,
            () ->
                terraform.plan(
                    directory.resolve("other.tfplan"),
                    Terraform.PlanKind.CHANGE,
                    Event.Listener.NONE));

    StateLock lock = failure.lock().orElseThrow();
    assertThat(lock.id()).matches("[0-9a-f-]{36}");
    assertThat(lock.holder(Instant.now())).contains("@").contains("(apply), for ").contains(" s");
    apply.get(20, TimeUnit.SECONDS);
  }
}
