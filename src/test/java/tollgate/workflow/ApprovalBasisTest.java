package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.guard.Approval;

class ApprovalBasisTest {
  private static final ApprovalBasis BASIS =
      new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "s", "b", "1.11.4", "e");

  private static GivenApproval approval(ApprovalBasis basis) {
    return new GivenApproval(
        "ada", Instant.parse("2026-11-22T12:00:00Z"), Set.of(Approval.COST), basis);
  }

  @Test
  void every_file_that_a_price_depends_on_is_in_the_digest() throws IOException {
    Path resources = Path.of("src/main/resources/tollgate");
    try (Stream<Path> prices = Files.list(resources.resolve("prices"));
        Stream<Path> cost = Files.list(resources.resolve("cost"))) {
      List<String> shipped =
          Stream.concat(prices, cost)
              .map(file -> "/" + Path.of("src/main/resources").relativize(file))
              .toList();

      assertThat(ApprovalBasis.priceFiles()).containsExactlyInAnyOrderElementsOf(shipped);
    }
  }

  @Test
  void whatever_changes_has_another_digest_and_is_named() {
    Map<String, ApprovalBasis> others =
        Map.of(
            "the plan of lake",
            new ApprovalBasis("cloud", "default", Map.of("lake", "q"), "s", "b", "1.11.4", "e"),
            "tollgate.yaml",
            new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "t", "b", "1.11.4", "e"),
            "the price book",
            new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "s", "c", "1.11.4", "e"),
            "the version of terraform",
            new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "s", "b", "1.12.0", "f"),
            "the terraform executable",
            new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "s", "b", "1.11.4", "f"));

    others.forEach(
        (name, other) -> {
          assertThat(other.digest()).as(name).isNotEqualTo(BASIS.digest());
          assertThat(BASIS.differencesTo(other)).containsExactly(name);
        });
  }

  @Test
  void an_approval_of_another_price_book_is_void(@TempDir Path directory) {
    ApprovalFiles files = new ApprovalFiles(directory);
    files.write(approval(BASIS));
    ApprovalBasis now =
        new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "s", "c", "1.11.4", "e");

    assertThat(files.find(BASIS)).contains(approval(BASIS));
    assertThat(files.find(now)).isEmpty();
    assertThat(files.voided(now)).hasValueSatisfying(why -> assertThat(why).contains("price book"));
  }

  @Test
  void no_part_of_an_approval_can_be_edited(@TempDir Path directory) throws IOException {
    ApprovalFiles files = new ApprovalFiles(directory);
    Path file = files.write(approval(BASIS));
    String written = Files.readString(file);
    for (String[] edit :
        new String[][] {
          {"\"cost\"", "\"access\""},
          {"\"cost\"", "\"cost\", \"access\""},
          {"\"cost\"", "\"cost\", \"cost\""},
          {"[ \"cost\" ]", "[ ]"},
          {"\"ada\"", "\"eve\""},
          {"2026-11-22", "2027-11-22"},
          {"\"1.11.4\"", "\"1.12.0\""}
        }) {
      assertThat(written).contains(edit[0]);
      Files.writeString(file, written.replace(edit[0], edit[1]));

      assertThatThrownBy(() -> files.find(BASIS))
          .as(edit[1])
          .isInstanceOf(StopException.class)
          .hasMessageContaining("is not as it was written");
    }
  }
}
