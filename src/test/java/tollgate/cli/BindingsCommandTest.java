package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.schema.Schema;

class BindingsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCHEMA =
      Path.of("src/main/resources/tollgate/schema/google.schema.json.gz");
  private static final String GOOGLE = "/provider_schemas/registry.terraform.io~1hashicorp~1google";
  private static final String BUCKET =
      GOOGLE + "/resource_schemas/google_storage_bucket/block/attributes";
  private static final List<String> FACTS =
      List.of(
          "force_new diff_suppress default one_of_values pattern range minimum maximum conflicts_with exactly_one_of at_least_one_of required_with"
              .split(" "));

  @TempDir Path home;

  @BeforeEach
  void copyWhatIsChanged() throws IOException {
    for (Path each : List.of(Path.of("bindings/resources.txt"), SCHEMA)) {
      Files.createDirectories(home.resolve(each).getParent());
      Files.copy(each, home.resolve(each));
    }
  }

  @Test
  void listShowsTheTypesAndTheVersion() {
    Runs.Ran ran = Runs.in(home.resolve("bindings")).run("bindings", "list");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out()).contains("google_storage_bucket\n", "data.google_project\n");
    assertThat(ran.err()).contains("types of google " + Schema.google().providerVersion());
  }

  @Test
  void outsideOfTheSourcesItSaysWhereToGo(@TempDir Path elsewhere) {
    Runs.Ran ran = Runs.in(elsewhere).run("bindings", "list");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("Tollgate's own sources").contains("go there");
  }

  @Test
  void addWritesOneLineOnce() throws IOException {
    String before = Files.readString(home.resolve("bindings/resources.txt"));

    Runs.Ran ran =
        Runs.in(home)
            .run("bindings", "add", "google_pubsub_subscription", "data.google_storage_bucket");
    Runs.Ran again = Runs.in(home).run("bindings", "add", "google_pubsub_subscription");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).contains("google_pubsub_subscription").contains("./tollgate synth");
    assertThat(again.err()).contains("nothing was changed");
    List<String> lines =
        new ArrayList<>(Files.readAllLines(home.resolve("bindings/resources.txt")));
    assertThat(lines)
        .containsSubsequence(
            "google_project_service", "google_pubsub_subscription", "google_pubsub_topic");
    lines.removeAll(List.of("google_pubsub_subscription", "data.google_storage_bucket"));
    assertThat(lines).isEqualTo(before.lines().toList());
  }

  @Test
  void aTypeThatDoesNotExistGetsTheNearestAndChangesNothing() throws IOException {
    String before = Files.readString(home.resolve("bindings/resources.txt"));

    for (String[] typedAndMeant :
        new String[][] {
          {"google_pubsub_subscripton", "did you mean google_pubsub_subscription?"},
          {"data.google_storage_buckt", "did you mean data.google_storage_bucket?"},
          {"google_client_config", "did you mean data.google_client_config?"},
          {"data.google_pubsub_lite_x\u001b[31m", "its documentation lists them"},
        }) {
      Runs.Ran ran = Runs.in(home).run("bindings", "add", "google_pubsub_topic", typedAndMeant[0]);
      assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
      assertThat(ran.err()).contains(typedAndMeant[1]).doesNotContain("\u001b");
    }
    assertThat(home.resolve("bindings/resources.txt")).hasContent(before);
  }

  @Test
  void anUpdateShowsWhatChangesAsksAndReplacesTheFile() throws IOException {
    write(changed());

    Runs.Ran refused = Runs.in(home).typing("no\n").run(update());
    assertThat(refused.exit()).as(refused.all()).isEqualTo(4);
    assertThat(Files.mismatch(home.resolve(SCHEMA), SCHEMA)).isEqualTo(-1);

    Runs.Ran ran = Runs.in(home).run(update("--yes"));
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out())
        .contains(
            "google %s -> 7.99.0".formatted(Schema.google().providerVersion()),
            "google_storage_bucket\n  + flavour: string, required\n",
            "  - force_destroy: is gone",
            "  ~ location: was string, is a list of string",
            "  ~ project: was optional and filled in by Google, is required",
            "Elsewhere: 1 types new, 1 gone, 0 changed")
        .contains("unknown for ");
    assertThat(ran.err()).contains("describes google 7.99.0", "./tollgate synth");
    JsonNode file = shipped(home.resolve(SCHEMA));
    assertThat(file.at("/provider_versions").elements().next().asText()).isEqualTo("7.99.0");
    assertThat(file.at(BUCKET + "/flavour/facts").asText()).isEqualTo("unknown");
    assertThat(file.at(BUCKET + "/name/force_new").asBoolean()).isTrue();
    assertThat(file.at(BUCKET).has("force_destroy")).isFalse();
    try (Stream<Path> left = Files.list(home.resolve(SCHEMA).getParent())) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void theSameSchemaAgainChangesNothing() throws IOException {
    write(shipped(SCHEMA));

    Runs.Ran ran =
        Runs.in(home)
            .run(
                "bindings",
                "update",
                "schema.json",
                "--provider-version",
                Schema.google().providerVersion());

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).contains("nothing was changed");
    assertThat(Files.mismatch(home.resolve(SCHEMA), SCHEMA)).isEqualTo(-1);
  }

  @Test
  void theVersionComesFromTheLockBesideTheSchemaOrMustBeGiven() throws IOException {
    write(shipped(SCHEMA));
    assertThat(Runs.in(home).run("bindings", "update", "schema.json").err())
        .contains("--provider-version");
    assertThat(
            Runs.in(home)
                .run("bindings", "update", "schema.json", "--provider-version", "newest")
                .err())
        .contains("\"newest\" is no version");

    Files.writeString(
        home.resolve(".terraform.lock.hcl"),
        "provider \"registry.terraform.io/hashicorp/google\" {\n  version     = \"7.98.1\"\n}\n");
    assertThat(Runs.in(home).run("bindings", "update", "schema.json").out()).contains("-> 7.98.1");
  }

  @Test
  void otherTypesCanBeShownInFull() throws IOException {
    write(changed());

    Runs.Ran ran =
        Runs.in(home).run(update("--types", "google_zzz,google_dataproc_cluster,google_sql_user"));
    assertThat(ran.out())
        .contains(
            "google_zzz is new\n",
            "google_dataproc_cluster is gone\n",
            "1 of these 3 types are as they were",
            "1 changed (arguments: 1 new, 1 gone, 1 of another type, 1 otherwise)")
        .doesNotContain("flavour");

    Runs.Ran wrong = Runs.in(home).run(update("--types", "google_sql_usr"));
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("did you mean google_sql_user?");
  }

  @Test
  void aTypeInUseThatIsGoneStopsTheUpdate() throws IOException {
    JsonNode dump = shipped(SCHEMA);
    ((ObjectNode) dump.at(GOOGLE + "/resource_schemas")).remove("google_sql_user");
    write(dump);

    Runs.Ran ran = Runs.in(home).run(update("--yes"));

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .containsPattern("no google_sql_user any more, which bindings/resources.txt:[0-9]+ names");
    assertThat(Files.mismatch(home.resolve(SCHEMA), SCHEMA)).isEqualTo(-1);
  }

  @Test
  void aFileThatIsNoSchemaIsRefused() throws IOException {
    Files.writeString(home.resolve("schema.json"), "{\"a\": 1}");
    assertThat(Runs.in(home).run(update()).err()).contains("schema.json is of no use");
    Files.writeString(home.resolve("schema.json"), "not json");
    assertThat(Runs.in(home).run(update()).err()).contains("cannot be read as JSON");
    Files.delete(home.resolve("schema.json"));
    Runs.Ran ran = Runs.in(home).run(update());
    assertThat(ran.err()).contains("cannot be read as JSON");
    assertThat(ran.exit()).isEqualTo(2);
  }

  /** After an update many arguments may have none of the further facts; nothing may need them. */
  @Test
  void theSandboxWorksWithASchemaThatHasNoFurtherFactsOfArguments() throws Exception {
    ObjectNode bare = (ObjectNode) shipped(SCHEMA);
    bare.at(GOOGLE + "/resource_schemas").forEach(type -> strip(type.path("block")));
    Path first = home.resolve("first/tollgate/schema/google.schema.json.gz");
    Files.createDirectories(first.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(first))) {
      JSON.writeValue(out, bare);
    }
    Files.writeString(home.resolve("tollgate.yaml"), Runs.LAKE);

    assertThat(child("deploy", "--sandbox", "--yes", "--approve", "access")).isZero();
    assertThat(child("plan", "--sandbox", "--fail-on-changes")).isZero();
    assertThat(child("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev")).isZero();
  }

  private int child(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "tollgate.cli.Tollgate"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("out.txt").toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    if (process.exitValue() != 0) {
      System.err.println(Files.readString(home.resolve("out.txt")));
    }
    return process.exitValue();
  }

  private String classPath() {
    return Stream.concat(
            Stream.of(home.resolve("first")),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of))
        .map(each -> each.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void strip(JsonNode block) {
    block.path("attributes").forEach(each -> ((ObjectNode) each).remove(FACTS));
    for (JsonNode nested : block.path("block_types")) {
      ((ObjectNode) nested).remove(FACTS).remove(List.of("optional", "computed"));
      strip(nested.path("block"));
    }
  }

  private static String[] update(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("bindings", "update", "schema.json", "--provider-version", "7.99.0"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static JsonNode changed() throws IOException {
    JsonNode dump = shipped(SCHEMA);
    ObjectNode types = (ObjectNode) dump.at(GOOGLE + "/resource_schemas");
    ObjectNode bucket = (ObjectNode) dump.at(BUCKET);
    bucket.remove("force_destroy");
    bucket.putObject("flavour").put("type", "string").put("required", true);
    ((ObjectNode) bucket.path("location")).putArray("type").add("list").add("string");
    ((ObjectNode) bucket.path("project")).retain("type");
    ((ObjectNode) bucket.path("project")).put("required", true);
    types.set("google_zzz", types.path("google_sql_user").deepCopy());
    types.remove("google_dataproc_cluster");
    return dump;
  }

  private void write(JsonNode dump) throws IOException {
    JSON.writeValue(home.resolve("schema.json").toFile(), dump);
  }

  private static JsonNode shipped(Path file) throws IOException {
    return JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file))));
  }

  @Test
  void theFileInUseIsPackedTheSameWayEachTime() throws IOException {
    write(changed());
    Runs.in(home).run(update("--yes"));
    byte[] first = Files.readAllBytes(home.resolve(SCHEMA));
    Files.copy(SCHEMA, home.resolve(SCHEMA), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Runs.in(home).run(update("--yes"));

    assertThat(Files.readAllBytes(home.resolve(SCHEMA))).isEqualTo(first);
    assertThat(new String(first, 0, 2, StandardCharsets.ISO_8859_1)).isEqualTo("\u001f\u008b");
  }
}
