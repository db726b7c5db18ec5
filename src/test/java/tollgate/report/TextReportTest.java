package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.cost.ResourceEstimate;
import tollgate.guard.Judgement;
import tollgate.guard.Rules;
import tollgate.guard.Severity;
import tollgate.guard.Verdict;
import tollgate.plan.Address;

class TextReportTest {

  @ParameterizedTest
  @ValueSource(ints = {40, 80, 200})
  void a_plan_with_everything_in_it_reads_like_this(int columns) throws IOException {
    Golden.check(
        Fixtures.DIR.resolve("plan-" + columns + ".txt"),
        new TextReport(Style.PLAIN, columns).plan(Fixtures.everything()));
  }

  @Test
  void a_bill_reads_like_this() throws IOException {
    Golden.check(
        Fixtures.DIR.resolve("cost-80.txt"),
        TextReport.PLAIN.cost(Fixtures.cost(), Fixtures.everything().budget()));
  }

  @Test
  void the_arithmetic_of_one_resource_reads_like_this() throws IOException {
    ResourceEstimate sql =
        Fixtures.cost().after().resources().stream()
            .filter(bill -> bill.address().text().equals("google_sql_database_instance.pg"))
            .findFirst()
            .orElseThrow();

    Golden.check(Fixtures.DIR.resolve("explain-80.txt"), TextReport.PLAIN.explain(sql));
  }

  @Test
  void a_judgement_reads_like_this() throws IOException {
    Golden.check(
        Fixtures.DIR.resolve("guard-80.txt"),
        TextReport.PLAIN.guard(Fixtures.everything().judgement()));
  }

  @Test
  void the_waiver_of_an_instance_with_a_key_is_yaml() {
    Judgement judgement =
        new Judgement(
            List.of(
                new Verdict(
                    "cost/filestore",
                    Severity.DENY,
                    Verdict.Outcome.DENIED,
                    "",
                    Optional.of(new Address("google_filestore_instance.f[\"it's\"]")),
                    "It costs.",
                    "why",
                    "fix",
                    Optional.empty(),
                    true)),
            List.of(),
            List.of(),
            0);

    String text = new TextReport(Style.PLAIN, 200).guard(judgement);

    assertThat(text).contains("address: 'google_filestore_instance.f[\"it''s\"]', reason: WHY");
  }

  @Test
  void a_rule_reads_like_this() throws IOException {
    Golden.check(
        Fixtures.DIR.resolve("rule-80.txt"),
        TextReport.PLAIN.rule(Rules.find("cost/filestore").orElseThrow()));
  }

  @Test
  void every_rule_is_listed_with_its_good_state() {
    String list = TextReport.PLAIN.rules(Rules.all());

    assertThat(Rules.all()).allSatisfy(rule -> assertThat(list).contains(rule.id()));
    assertThat(list.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void nothing_to_do_is_said_in_one_line() {
    assertThat(TextReport.PLAIN.plan(Fixtures.nothing()))
        .startsWith("Plan:  no changes in 0 stacks\n");
  }

  @Test
  void colour_is_only_written_when_asked_for() throws IOException {
    String plain = new TextReport(Style.PLAIN, 80).plan(Fixtures.everything());
    String coloured = new TextReport(Style.ANSI, 80).plan(Fixtures.everything());

    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[1;31mDENIED\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void what_stops_the_plan_comes_after_what_does_not() throws IOException {
    String text = TextReport.PLAIN.plan(Fixtures.everything());

    assertThat(text.indexOf("DENIED")).isGreaterThan(text.indexOf("warning cost/"));
    assertThat(text.indexOf("+ google_bigquery_dataset.staging"))
        .isLessThan(text.indexOf("-/+ google_storage_bucket.lake"));
  }

  @Test
  void no_secret_is_shown_before_or_after() throws IOException {
    String text = TextReport.PLAIN.plan(Fixtures.everything());

    assertThat(text).doesNotContain("hunter2", "correct-horse");
    assertThat(text).contains("password: (sensitive) -> (sensitive)");
  }

  @Test
  void a_budget_that_is_not_set_is_said() throws IOException {
    assertThat(TextReport.PLAIN.cost(Fixtures.cost(), Optional.empty())).doesNotContain("Budget");
    assertThat(TextReport.PLAIN.plan(Fixtures.nothing())).contains("no budget is set");
  }
}
