package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads a class that makes something learns what that costs, opens and rests on. */
class ConstructPagesTest {
  private static final Path SOURCES = Path.of("src/main/java/stacks");
  private static final Pattern CLASS_COMMENT =
      Pattern.compile(
          "\\R/\\*\\*(.*?)\\*/\\R(?:public |final |sealed |abstract )*"
              + "(?:class|record|interface|enum) ",
          Pattern.DOTALL);

  @ParameterizedTest
  @MethodSource("constructs")
  void aConstructSaysWhatItCostsWhatItOpensAndWhereThatIsKnownFrom(Path file) throws IOException {
    Matcher comment = CLASS_COMMENT.matcher(Files.readString(file));
    assertThat(comment.find()).as("%s has a comment on its class", file).isTrue();
    String said = comment.group(1).replaceAll("\\s+\\*?\\s*", " ");
    assertThat(said)
        .as("%s", file)
        .containsPattern("[Cc]osts? ")
        .containsPattern("[Oo]pens? ")
        .containsPattern("[Ss]ources?: [a-z]+\\.[a-z.]+/");
  }

  /** The scope of a stack only looks the project up. */
  static Stream<Path> constructs() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("StackScope.java"))
          .filter(ConstructPagesTest::makesResources)
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean makesResources(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("com.hashicorp.cdktf.providers.google.")
          && text.contains("Builder.create(");
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
