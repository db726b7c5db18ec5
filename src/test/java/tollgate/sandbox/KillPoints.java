package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tollgate.schema.JsonTree;
import tollgate.terraform.RunMode;

/**
 * Kills terraform, the sandbox's process or both with SIGKILL in the midst of an apply or a
 * destroy, runs again, and compares what terraform knows with what exists. Arguments of {@code
 * main}: how many points, the seed that gave them, and whether the state is {@code served} or
 * {@code local}.
 */
final class KillPoints {
  private static final Set<String> TYPES =
      Set.of(
          "google_bigquery_dataset",
          "google_bigquery_table",
          "google_monitoring_notification_channel",
          "google_project_iam_member",
          "google_pubsub_topic",
          "google_service_account",
          "google_storage_bucket",
          "google_storage_bucket_object");

  private static final String STATE = "killed";

  private enum Victim {
    TERRAFORM,
    SANDBOX,
    BOTH
  }

  private final Path work;
  private final Path store;
  private final boolean served;
  private final Random random;
  private final Map<String, Long> usual = new HashMap<>();
  private int hits;
  private SandboxProcess sandbox;
  private Terraform terraform;

  private KillPoints(Path directory, boolean served, long seed) throws IOException {
    this.served = served;
    this.work = Files.createDirectories(directory.resolve("work"));
    this.store = directory.resolve("store");
    this.random = new Random(seed);
    this.sandbox = SandboxProcess.start(store, TYPES);
    this.terraform = terraform();
  }

  private Terraform terraform() {
    Map<String, String> environment = new HashMap<>(sandbox.environment());
    environment.putAll(new RunMode.Sandbox(environment).stateOf(STATE));
    return new Terraform(work, environment);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int points = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    boolean served = args.length < 3 || args[2].equals("served");
    List<String> failures =
        run(Files.createTempDirectory("kill-points"), served, points, seed, System.out);
    System.out.printf("%d points of seed %d, %d failures%n", points, seed, failures.size());
  }

  /** What was lost, left over or broken, a line each, with the point at which. */
  static List<String> run(Path directory, boolean served, int points, long seed, PrintStream out)
      throws IOException, InterruptedException {
    KillPoints kills = new KillPoints(directory, served, seed);
    List<String> failures = new ArrayList<>();
    try {
      Files.writeString(kills.work.resolve("main.tf.json"), configuration());
      if (served) {
        Files.writeString(
            kills.work.resolve("backend.tf.json"), "{\"terraform\":{\"backend\":{\"http\":{}}}}");
      }
      kills.expect(kills.terraform.run("init", "-input=false", "-no-color"));
      for (int warm = 0; warm < 2; warm++) {
        kills.timed("apply");
        kills.timed("destroy");
      }
      for (int point = 0; kills.hits < points; point++) {
        String told = "point %d of seed %d: ".formatted(point, seed);
        try {
          String what = kills.point();
          out.println(told + what);
        } catch (IllegalStateException broken) {
          out.println(told + broken.getMessage());
          failures.add(told + broken.getMessage());
          return failures;
        }
      }
    } finally {
      kills.sandbox.end();
    }
    return failures;
  }

  /** One kill and what follows; starts and ends with nothing there. */
  private String point() throws IOException, InterruptedException {
    Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
    String phase = random.nextBoolean() ? "apply" : "destroy";
    boolean onwards = random.nextBoolean();
    double part = random.nextDouble();
    if (phase.equals("destroy")) {
      timed("apply");
    }
    long delay = (long) (usual.getOrDefault(phase, 500L) * part);
    Process running = terraform.start(phase, "-auto-approve", "-input=false", "-no-color");
    running.waitFor(delay, TimeUnit.MILLISECONDS);
    boolean early = running.isAlive();
    hits += early ? 1 : 0;
    if (victim != Victim.SANDBOX) {
      running.destroyForcibly();
    }
    if (victim != Victim.TERRAFORM) {
      sandbox.kill();
    }
    if (!running.waitFor(2, TimeUnit.MINUTES)) {
      running.destroyForcibly();
      throw new IllegalStateException("terraform hangs after the sandbox's death");
    }
    String what =
        "%s of %s after %d ms%s"
            .formatted(victim, phase, delay, early ? "" : ", which had ended by then");
    recover(what, onwards ? "apply" : "destroy");
    if (onwards) {
      recover(what, "destroy");
    }
    return what;
  }

  /** As somebody does whose local state a kill has torn: terraform keeps a copy beside it. */
  private void mendLocalState() throws IOException {
    Path state = work.resolve("terraform.tfstate");
    if (!Files.exists(state) || whole(state)) {
      return;
    }
    Path copy = work.resolve("terraform.tfstate.backup");
    if (Files.exists(copy) && whole(copy)) {
      Files.copy(copy, state, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(state);
    }
  }

  private static boolean whole(Path state) {
    try {
      return JsonTree.read(Files.readAllBytes(state)).isObject();
    } catch (IOException torn) {
      return false;
    }
  }

  /** Starts again what was killed, and terraform's command. */
  private void recover(String what, String command) throws IOException, InterruptedException {
    if (!sandbox.alive()) {
      sandbox = SandboxProcess.start(store, TYPES);
      terraform = terraform();
    }
    mendLocalState();
    Terraform.Result result = terraform.run(command, "-auto-approve", "-input=false", "-no-color");
    if (result.exit() != 0) {
      throw new IllegalStateException(
          what + ": the next " + command + " failed:\n" + result.stderr());
    }
    Set<String> known = known();
    Set<String> objects = sandbox.objects();
    if (!known.equals(objects)) {
      throw new IllegalStateException(
          "%s, then %s: terraform knows %s, but there is %s"
              .formatted(what, command, known, objects));
    }
    if (command.equals("destroy") != objects.isEmpty()) {
      throw new IllegalStateException(
          "%s, then %s: there are %d objects".formatted(what, command, objects.size()));
    }
  }

  private Set<String> known() throws IOException {
    Set<String> known = new TreeSet<>();
    JsonNode state =
        Files.exists(state())
            ? new ObjectMapper().readTree(state().toFile())
            : MissingNode.getInstance();
    for (JsonNode resource : state.path("resources")) {
      for (JsonNode instance : resource.path("instances")) {
        known.add(
            resource.path("type").asText() + " " + instance.path("attributes").path("id").asText());
      }
    }
    return known;
  }

  private Path state() {
    return (served ? SandboxProcess.states(store).resolve(STATE) : work)
        .resolve("terraform.tfstate");
  }

  /** Runs undisturbed and notes how long it takes, so that kills fall all over it. */
  private void timed(String command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    expect(terraform.run(command, "-auto-approve", "-input=false", "-no-color"));
    usual.merge(command, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Math::min);
  }

  private void expect(Terraform.Result result) {
    if (result.exit() != 0) {
      throw new IllegalStateException(result.stderr());
    }
  }

  /** Names by the user and by the cloud, and things inside others. */
  private static String configuration() {
    return """
    {"provider":{"google":{"project":"acme-data-dev","region":"europe-west1"}},
     "resource":{
      "google_storage_bucket":{"b":{"count":6,"name":"acme-${count.index}","location":"EU"}},
      "google_storage_bucket_object":{"o":{"count":6,"name":"seed.csv","content":"a",
        "bucket":"${google_storage_bucket.b[count.index].name}"}},
      "google_service_account":{"s":{"count":4,"account_id":"runner-${count.index}"}},
      "google_project_iam_member":{"m":{"count":4,"project":"acme-data-dev",
        "role":"roles/viewer","member":"${google_service_account.s[count.index].member}"}},
      "google_bigquery_dataset":{"d":{"dataset_id":"raw","location":"EU"}},
      "google_bigquery_table":{"t":{"count":3,"deletion_protection":false,
        "dataset_id":"${google_bigquery_dataset.d.dataset_id}","table_id":"t${count.index}"}},
      "google_pubsub_topic":{"p":{"count":4,"name":"topic-${count.index}"}},
      "google_monitoring_notification_channel":{"c":{"count":4,"display_name":"on call",
        "type":"email","labels":{"email_address":"ops@acme.example"}}}}}
    """;
  }
}
