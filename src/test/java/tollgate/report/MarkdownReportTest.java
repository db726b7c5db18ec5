package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tollgate.plan.StackPlan;

class MarkdownReportTest {

  @Test
  void a_comment_reads_like_this() throws IOException {
    Golden.check(Fixtures.DIR.resolve("plan.md"), MarkdownReport.plan(Fixtures.everything()));
  }

  @Test
  void no_secret_is_shown() throws IOException {
    assertThat(MarkdownReport.plan(Fixtures.everything()))
        .doesNotContain("hunter2", "correct-horse");
  }

  @Test
  void a_comment_of_thousands_of_changes_stays_under_githubs_limit_and_says_what_is_left_out() {
    String comment = MarkdownReport.plan(many(3000, "google_storage_bucket.b", "delete"));

    assertThat(comment.length()).isLessThan(65_536);
    assertThat(comment).contains("more, left out for length");
    assertThat(comment.split("<details>", -1)).hasSameSizeAs(comment.split("</details>", -1));
  }

  @Test
  void names_cannot_write_markup_links_or_mentions() {
    String comment =
        MarkdownReport.plan(
            many(
                1,
                "google_storage_bucket.`<img src=x>|@octocat https://evil.example\n# hi",
                "delete"));

    assertThat(comment).doesNotContain("\n# hi", "`<img", "|@octocat");
    assertThat(comment).contains("¦@octocat https://evil.example\\n# hi`");
  }

  @Test
  void the_mark_by_which_it_is_found_again_comes_first() {
    assertThat(MarkdownReport.plan(Fixtures.nothing())).startsWith(MarkdownReport.MARK);
  }

  private static PlanReport many(int count, String address, String action) {
    ObjectNode plan = Fixtures.JSON.createObjectNode().put("format_version", "1.2");
    ArrayNode changes = plan.putArray("resource_changes");
    for (int i = 0; i < count; i++) {
      ObjectNode change = changes.addObject().put("address", address + (count > 1 ? i : ""));
      change.put("mode", "managed").put("type", "google_storage_bucket").put("name", "b" + i);
      ObjectNode inner = change.putObject("change");
      inner.putArray("actions").add(action);
      inner.putObject("before").put("name", "b" + i);
      inner.putNull("after");
    }
    return Fixtures.of(new StackPlan("lake", Fixtures.planOf(plan).plan()));
  }
}
