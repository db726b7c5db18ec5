package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tollgate.guard.Verdict;
import tollgate.plan.ResourceChange;

class HtmlReportTest {
  private static final String EVIL =
      "\"'><script>alert(1)</script><img src=x onerror=alert(2)></style><!-- `${x}` %s \\";

  @Test
  void every_verdict_every_change_and_every_price_is_on_the_page() throws IOException {
    PlanReport report = Fixtures.everything();
    String page = HtmlReport.of(report);

    for (Verdict verdict : report.judgement().verdicts()) {
      assertThat(page)
          .contains("<b>" + verdict.rule() + "</b>")
          .contains(Markup.prose(verdict.message()).html());
    }
    for (PlannedStack stack : report.stacks()) {
      for (ResourceChange change : stack.plan().plan().changes()) {
        if (change.action().changesSomething()) {
          assertThat(page)
              .contains("<code>%s</code>".formatted(Markup.escaped(change.address().text())));
        }
      }
    }
    assertThat(page)
        .contains("$163.84", "Filestore", "Cloud SQL", "--approve", "No price is known for")
        .contains("sha256:4f2a")
        .contains("Waivers");
  }

  @Test
  void the_policy_names_style_and_script_by_their_digests_and_forbids_the_rest() throws Exception {
    String page = HtmlReport.of(Fixtures.everything());

    assertThat(only(page, "Content-Security-Policy\" content=\"([^\"]*)\""))
        .isEqualTo(
            "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                .formatted(
                    digest(only(page, "<style>(.*?)</style>")),
                    digest(only(page, "<script>(.*?)</script>"))));
    assertThat(page)
        .doesNotContain("http://", "https://", "@import", "url(", " style=", "<img", "<link")
        .doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  void text_of_a_plan_is_never_markup() {
    String page = HtmlReport.of(HostilePlanTest.hostile(EVIL));

    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert", "<img");
    assertThat(page.split("<script>", -1)).hasSize(2);
    assertThat(page.split("</style>", -1)).hasSize(2);
    assertThat(page).doesNotContain("<!-- ");
  }

  @Test
  void every_element_that_is_opened_is_closed_in_its_place() throws IOException {
    for (PlanReport report :
        List.of(Fixtures.everything(), Fixtures.nothing(), HostilePlanTest.hostile(EVIL))) {
      assertThat(unclosed(HtmlReport.of(report))).isEmpty();
    }
  }

  @Test
  void ids_are_unique_and_every_link_has_its_target() throws IOException {
    String page = HtmlReport.of(Fixtures.everything());
    List<String> ids = all(page, " id=\"([^\"]*)\"");

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(all(page, " href=\"#([^\"]*)\"")).isNotEmpty().isSubsetOf(ids);
  }

  @Test
  void words_between_backticks_are_code_and_a_single_backtick_is_itself() {
    assertThat(Markup.prose("take `a<b` or `c`, not ` alone").html())
        .isEqualTo("take <code>a&lt;b</code> or <code>c</code>, not ` alone");
  }

  @Test
  void a_type_is_shown_under_the_name_of_its_service() {
    assertThat(Services.of("google_sql_database_instance")).isEqualTo("Cloud SQL");
    assertThat(Services.of("google_compute_firewall")).isEqualTo("Networking");
    assertThat(Services.of("google_compute_instance")).isEqualTo("Compute Engine");
    assertThat(Services.of("aws_s3_bucket")).isEqualTo("Aws");
    assertThat(Services.of("")).isEmpty();
    assertThat(Services.of("_")).isEqualTo("_");
  }

  private static List<String> unclosed(String page) {
    List<String> open = new ArrayList<>();
    Matcher tag =
        Pattern.compile("<(/?)([a-z][a-z0-9]*)(?:\\s[^<>]*?)?(/?)>")
            .matcher(page.replaceAll("(?s)<(style|script)>.*?</\\1>", ""));
    while (tag.find()) {
      if (tag.group(3).equals("/") || List.of("meta", "input").contains(tag.group(2))) {
        continue;
      }
      if (tag.group(1).isEmpty()) {
        open.add(tag.group(2));
      } else if (open.isEmpty() || !open.remove(open.size() - 1).equals(tag.group(2))) {
        return List.of("closed without being opened: " + tag.group(2) + " at " + tag.start());
      }
    }
    return open;
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String only(String page, String pattern) {
    List<String> found = all(page, pattern);
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String digest(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(hash);
  }
}
