package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets which role, with the settings of the sample. */
class IamCommandTest {
  private static final String HEAD =
      """
      # Who may do what

      What `tollgate iam explain` says of the sample settings. Every role is granted on the narrowest
      thing that carries it, only ever added to what others granted, and never one of the basic
      roles. A project stands in the third column only where no narrower resource carries the role.
      The second table has each permission of the roles that the stacks make themselves; what Google's
      own roles hold is on https://cloud.google.com/iam/docs/roles-permissions.

      """;

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void sample() throws IOException {
    Files.copy(Path.of("tollgate.yaml"), directory.resolve("tollgate.yaml"));
    runs = Runs.in(directory);
  }

  @Test
  void thePageIsFresh() throws IOException {
    Runs.Ran ran = runs.run("iam", "explain", "--format", "markdown");
    assertThat(ran.exit()).as(ran.all()).isZero();
    Path page = Path.of("docs/identity.md");
    if ("update".equals(System.getProperty("snapshots"))) {
      assertThat(System.getenv("CI")).as("pages are not rewritten under CI").isNotEqualTo("true");
      Files.writeString(page, HEAD + ran.out());
    }
    assertThat(page)
        .as("./mvnw test -Dtest=IamCommandTest -Dsnapshots=update writes it anew")
        .hasContent(HEAD + ran.out());
  }

  @Test
  void everyGrantHasItsReason() throws IOException {
    JsonNode grants =
        new ObjectMapper()
            .readTree(runs.run("iam", "explain", "--format", "json").out())
            .path("grants");

    assertThat(grants).isNotEmpty();
    assertThat(grants)
        .allSatisfy(
            grant -> {
              assertThat(grant.path("why").asText()).hasSizeGreaterThan(10);
              assertThat(grant.path("target").asText()).isNotEmpty();
              assertThat(grant.path("role").asText()).matches("(projects/[^/]+/)?roles/[A-Za-z.]+");
              boolean own = grant.path("role").asText().startsWith("projects/");
              assertThat(grant.has("permissions")).as(grant.toString()).isEqualTo(own);
              assertThat(grant.path("permissions"))
                  .allSatisfy(why -> assertThat(why.asText()).hasSizeGreaterThan(10));
            });
  }

  @Test
  void oneStackShowsItsOwnGrants() {
    String text = runs.run("iam", "explain", "workstation").out();

    assertThat(text).contains("(workstation)").doesNotContain("(orchestrator)");
    assertThat(runs.run("iam", "explain", "nothing").exit()).isEqualTo(2);
    assertThat(runs.run("iam").exit()).isEqualTo(2);
  }
}
