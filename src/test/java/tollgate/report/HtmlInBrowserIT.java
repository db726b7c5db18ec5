package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The page in a real browser: light and dark, 1,600 and 360 pixels wide, by keyboard, printed. What
 * it looked like is left in target/node.
 */
class HtmlInBrowserIT {
  private static final Path SOURCES = Path.of("src/test/node");
  private static final Path TOOLS = Path.of("target/node");
  private static String chromium = "";

  @BeforeAll
  static void aBrowserIsThere() throws Exception {
    Optional<String> found = browser();
    assumeTrue(
        found.isPresent(),
        "No Chromium was found, so the HTML report is not looked at: install the package chromium,"
            + " or name the program in CHROMIUM.");
    chromium = found.orElseThrow();
    Files.createDirectories(TOOLS);
    for (String file : List.of("package.json", "package-lock.json", "look.mjs")) {
      Files.copy(SOURCES.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    byte[] lock = Files.readAllBytes(SOURCES.resolve("package-lock.json"));
    Path installed = TOOLS.resolve("installed.json");
    if (!Files.exists(installed) || !java.util.Arrays.equals(Files.readAllBytes(installed), lock)) {
      run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"));
      Files.write(installed, lock);
    }
  }

  private static Optional<String> browser() {
    String named = Optional.ofNullable(System.getenv("CHROMIUM")).orElse("");
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(named).filter(name -> !name.isEmpty()),
            Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(
                    name ->
                        Stream.of(path.split(File.pathSeparator))
                            .map(directory -> directory + "/" + name)))
        .filter(name -> Files.isExecutable(Path.of(name)))
        .findFirst();
  }

  @Test
  void a_page_with_everything_in_it_is_sound_readable_and_usable_by_keyboard() throws Exception {
    PlanReport report = Fixtures.everything();
    JsonNode found = look("everything", report);

    assertSound(found);
    int verdicts = report.judgement().verdicts().size();
    JsonNode keyboard = found.path("keyboard");
    assertThat(keyboard.path("all").asInt()).isEqualTo(verdicts);
    assertThat(keyboard.path("first").asText()).as("the first stop skips the head").isEqualTo("a");
    for (String level : List.of("denied", "warned", "waived")) {
      long of =
          report.judgement().verdicts().stream()
              .filter(verdict -> verdict.outcome().json().equals(level))
              .count();
      assertThat(keyboard.path("afterLevel").path(level).asInt(-1))
          .as("shown without " + level)
          .isEqualTo((int) (verdicts - of));
    }
    assertThat(keyboard.path("afterRule"))
        .as("a stack and a rule were chosen by keyboard")
        .hasSize(2)
        .allSatisfy(count -> assertThat(count.asInt()).isBetween(1, verdicts - 1));
    assertThat(keyboard.path("end").asInt()).as("everything is back").isEqualTo(verdicts);
    assertThat(keyboard.path("pictures").asInt())
        .as("a picture is one stop of the Tab key, whatever it shows")
        .isBetween(1, report.stacks().size() + 1);
    assertThat(keyboard.path("moved").asBoolean()).as("arrow keys move in a picture").isTrue();
    assertThat(keyboard.path("jumped").asBoolean()).as("Enter goes to the change").isTrue();
    assertThat(found.at("/theme/light")).isNotEqualTo(found.at("/theme/dark"));
  }

  @Test
  void an_empty_plan_makes_a_sound_page_too() throws Exception {
    assertSound(look("nothing", Fixtures.nothing()));
  }

  @Test
  void hostile_text_neither_runs_nor_breaks_the_page() throws Exception {
    JsonNode found =
        look(
            "hostile",
            HostilePlanTest.hostile(
                "</title><script>console.log(1)</script>\"'><img src=//evil.example/x>"
                    + "<style>*{display:none}</style>\u001b[2J\u202E"
                    + "long".repeat(60)));

    assertSound(found);
  }

  private static void assertSound(JsonNode found) {
    assertThat(found.path("console")).as("messages of the console").isEmpty();
    assertThat(found.path("requests")).as("requests beside the page itself").isEmpty();
    assertThat(found.path("axe")).as("what axe-core finds").isEmpty();
    assertThat(found.path("overflow")).as("pages wider than the window").isEmpty();
    assertThat(found.path("titles"))
        .hasSize(4)
        .allSatisfy(title -> assertThat(title.asText()).startsWith("Tollgate: "));
  }

  private static JsonNode look(String name, PlanReport report) throws Exception {
    Path directory = Files.createDirectories(TOOLS.resolve(name));
    Path page = directory.resolve("page.html");
    Files.writeString(page, HtmlReport.of(report));
    String out =
        run(
            List.of(
                "node",
                "look.mjs",
                chromium,
                page.toAbsolutePath().toString(),
                directory.toAbsolutePath().toString()));
    assertThat(directory.resolve("dark-360.png")).isNotEmptyFile();
    assertThat(directory.resolve("print.pdf")).isNotEmptyFile();
    return Fixtures.JSON.readTree(out);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path talk = Files.createTempFile("tollgate-browser", ".err");
    Process process =
        new ProcessBuilder(command).directory(TOOLS.toFile()).redirectError(talk.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> command + "\n" + out + "\n" + read(talk)).isZero();
    Files.delete(talk);
    return out;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
