package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.JsonTree;
import tollgate.schema.NestedBlock;
import tollgate.schema.Schema;
import tollgate.schema.check.ConfigurationCheck;

/** What no snapshot holds, whichever test writes it. */
class EverySnapshotTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");

  /** Opened by one marker; two stand for the text itself. */
  private static final Pattern OPENING = Pattern.compile("(?<!\\$)\\$\\{|(?<!%)%\\{");

  /** The only expressions that stacks write: a reference to something of their own. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\{(?:data\\.)?(?:google_[a-z0-9_]+|var)\\.[A-Za-z0-9_-]+(?:\\.[a-z_]+|\\[[0-9]+])*}");

  /** What keys, tokens and addresses with a password look like. */
  private static final Pattern SECRET =
      Pattern.compile(
          "-----BEGIN|AIza[0-9A-Za-z_-]{30}|ya29\\.|GOCSPX-|\"private_key|[a-z]://[^/\"@$ ]+:[^/\"@$ ]+@");

  private static final Pattern OPEN =
      Pattern.compile("roles/(?:owner|editor)\\b|\"all(?:Authenticated)?Users\"");

  static Stream<Path> snapshots() throws IOException {
    try (Stream<Path> files = Files.walk(SNAPSHOTS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void holdsNoSecret(Path snapshot) throws IOException {
    assertThat(Files.readString(snapshot)).doesNotContainPattern(SECRET);
    JsonNode json = read(snapshot);
    for (Map.Entry<String, JsonNode> type : json.path("resource").properties()) {
      Block block = Schema.google().resource(type.getKey()).orElseThrow().block();
      type.getValue()
          .properties()
          .forEach(
              each ->
                  assertThat(secrets(block, each.getValue()))
                      .as(type.getKey() + "." + each.getKey())
                      .allSatisfy(text -> assertThat(text).contains("${var.")));
    }
    json.path("variable")
        .forEach(variable -> assertThat(variable.has("default")).as(variable.toString()).isFalse());
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void evaluatesNothingButReferencesToItsOwn(Path snapshot) throws IOException {
    JsonNode json = read(snapshot);
    for (String section :
        List.of("resource", "data", "output", "provider", "terraform", "locals")) {
      for (String text : texts(json.path(section))) {
        assertThat(REFERENCE.matcher(text).replaceAll("")).doesNotContainPattern(OPENING);
      }
    }
    assertThat(ConfigurationCheck.of(Schema.google(), json)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("snapshots")
  void makesNobodyOwnerOrEditorAndNothingPublic(Path snapshot) throws IOException {
    assertThat(Files.readString(snapshot)).doesNotContainPattern(OPEN);
  }

  @Test
  void thePatternsFindWhatTheyLookFor() {
    assertThat("postgres://mage:hunter2@localhost").containsPattern(SECRET);
    assertThat("postgres://mage:${var.password}@localhost").doesNotContainPattern(SECRET);
    assertThat("${file(\"/etc/passwd\")}").doesNotMatch(REFERENCE);
    assertThat("$${x} %%{y}").doesNotContainPattern(OPENING);
    assertThat("%{ if true }").containsPattern(OPENING);
    assertThat("[\"allUsers\"]").containsPattern(OPEN);
    assertThat("roles/editor").containsPattern(OPEN);
    assertThat("roles/storage.objectEditor, roles/editorial").doesNotContainPattern(OPEN);
  }

  @Test
  void everyResourceOfEveryStackKnowsTheLineOfJavaThatMakesIt() {
    for (Case name : Case.values()) {
      for (StackInfo stack : name.synthesis().stacks()) {
        Map<String, String> lines = new LinkedHashMap<>();
        name.synthesis()
            .stack(stack.name())
            .path("resource")
            .properties()
            .forEach(
                type ->
                    type.getValue()
                        .fieldNames()
                        .forEachRemaining(
                            each -> {
                              String address = type.getKey() + "." + each;
                              lines.put(address, line(stack, address));
                            }));
        assertThat(lines).as("%s %s", name, stack.name()).isNotEmpty();
        assertThat(lines.values())
            .as("%s %s %s", name, stack.name(), lines)
            .allSatisfy(line -> assertThat(line).isNotBlank().doesNotStartWith("//"));
      }
    }
  }

  /** The text there; empty when there is none. */
  private static String line(StackInfo stack, String address) {
    var written = stack.sources().get(address);
    if (written == null) {
      return "";
    }
    Path file = Path.of(written.file());
    try {
      return Files.isRegularFile(file)
          ? Files.readAllLines(file).get(written.line() - 1).strip()
          : "";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Values of arguments that the provider calls sensitive or keeps nowhere. */
  private static List<String> secrets(Block block, JsonNode body) {
    List<String> found = new ArrayList<>();
    for (Attribute each : block.attributes().values()) {
      if (each.sensitive() || each.writeOnly()) {
        found.addAll(texts(body.path(each.name())));
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      JsonNode inner = body.path(each.name());
      for (JsonNode one : inner.isArray() ? inner : List.of(inner)) {
        found.addAll(secrets(each.block(), one));
      }
    }
    return found;
  }

  private static List<String> texts(JsonNode node) {
    List<String> found = new ArrayList<>();
    if (node.isTextual()) {
      found.add(node.textValue());
    }
    node.forEach(child -> found.addAll(texts(child)));
    return found;
  }

  private static JsonNode read(Path snapshot) throws IOException {
    return JsonTree.read(Files.readAllBytes(snapshot));
  }
}
