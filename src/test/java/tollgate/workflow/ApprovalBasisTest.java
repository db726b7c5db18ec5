package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    ApprovalFiles files = new ApprovalFiles(directory, Optional.empty(), false);
    files.write(approval(BASIS));
    ApprovalBasis now =
        new ApprovalBasis("cloud", "default", Map.of("lake", "p"), "s", "c", "1.11.4", "e");

    assertThat(files.find(BASIS)).contains(approval(BASIS));
    assertThat(files.find(now)).isEmpty();
    assertThat(files.voided(now)).hasValueSatisfying(why -> assertThat(why).contains("price book"));
  }

  @Test
  void no_part_of_an_approval_can_be_edited(@TempDir Path directory) throws IOException {
    ApprovalFiles files = new ApprovalFiles(directory, Optional.empty(), false);
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

  @Test
  void a_key_finds_what_was_written_without_it(@TempDir Path directory) throws IOException {
    Optional<ApprovalKey> key = key("a".repeat(32));
    ApprovalFiles signing = new ApprovalFiles(directory, key, true);
    Path file = signing.write(approval(BASIS));
    assertThat(signing.find(BASIS)).contains(approval(BASIS));
    String signed = Files.readString(file);

    // Everything but the secret is known to a forger, the way of the seal too.
    new ApprovalFiles(directory, Optional.empty(), false).write(approval(BASIS));
    assertRefused(signing);
    new ApprovalFiles(directory, key("b".repeat(32)), false).write(approval(BASIS));
    assertRefused(signing);
    GivenApproval more =
        new GivenApproval(
            "ada",
            Instant.parse("2026-11-22T12:00:00Z"),
            Set.of(Approval.COST, Approval.ACCESS),
            BASIS);
    new ApprovalFiles(directory, Optional.empty(), false).write(more);
    String signature = signed.replaceAll("(?s).*\"signature\" : (\"[^\"]+\").*", "$1");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("(?s)\\s*}\\s*$", ", \"signature\" : " + signature + "}"));
    assertRefused(signing);

    Files.writeString(file, signed);
    assertThat(signing.find(BASIS)).contains(approval(BASIS));
  }

  private static void assertRefused(ApprovalFiles files) {
    assertThatThrownBy(() -> files.find(BASIS))
        .isInstanceOf(StopException.class)
        .hasMessageContaining("is not signed with the key");
  }

  @Test
  void where_signatures_are_wanted_nothing_counts_without_the_key(@TempDir Path directory) {
    new ApprovalFiles(directory, Optional.empty(), false).write(approval(BASIS));
    ApprovalFiles keyless = new ApprovalFiles(directory, Optional.empty(), true);

    assertThatThrownBy(() -> keyless.find(BASIS)).hasMessageContaining("TOLLGATE_APPROVAL_KEY");
    assertThatThrownBy(() -> keyless.write(approval(BASIS)))
        .hasMessageContaining("TOLLGATE_APPROVAL_KEY");
  }

  @Test
  void a_key_that_could_be_guessed_is_none_and_no_key_is_shown() {
    assertThatThrownBy(() -> key("short"))
        .hasMessageContaining("32 characters")
        .hasMessageNotContaining("short,");
    assertThat(key("  \n")).isEmpty();
    assertThat(key("a".repeat(32)).orElseThrow().toString()).doesNotContain("aaaa");
    assertThat(key("a".repeat(32) + "\n").orElseThrow().sign("x"))
        .isEqualTo(key("a".repeat(32)).orElseThrow().sign("x"));
  }

  private static Optional<ApprovalKey> key(String secret) {
    return ApprovalKey.in(Map.of(ApprovalKey.VARIABLE, secret));
  }
}
