package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import stacks.Case.Synthesis;
import stacks.parts.Removal;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.cost.Options;
import tollgate.cost.PriceBook;
import tollgate.cost.Usage;
import tollgate.cost.UsageFile;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/**
 * What the three platforms that the project ships cost; keeps the tables of README.md and
 * docs/workstation.md fresh. -Ddocs=update rewrites them.
 */
class ProfilesTest {
  private static final Path README = Path.of("README.md");
  private static final Path PAGE = Path.of("docs/workstation.md");
  private static final Path USAGE = Path.of("examples/usage.yaml");
  private static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);
  private static final String COMMAND = "run ./mvnw test -Dtest=stacks.ProfilesTest -Ddocs=update";

  private static final String DEV =
      "the sample: [tollgate.yaml](tollgate.yaml), VM stopped every evening";
  private static final String LEARNER =
      "[examples/learner](examples/learner/tollgate.yaml): everything on one VM, 40 hours a week";
  private static final String PROD = "the sample's `--env prod`: protected, the same sizes";

  @Test
  void aLearnerPaysLessThanTwentyFiveDollars() throws IOException {
    assertThat(estimate(Case.LEARNER.synthesis(), Usage.NONE).floor())
        .isLessThan(BigDecimal.valueOf(25));
    assertThat(estimate(Case.LEARNER.synthesis(), usage()).usage())
        .isLessThan(BigDecimal.valueOf(25));
  }

  @Test
  void nothingOfTheThreeIsWithoutAPrice() throws IOException {
    for (Case profile : List.of(Case.DEV, Case.LEARNER, Case.PROD)) {
      assertThat(estimate(profile.synthesis(), usage()).uncovered()).as(profile.slug()).isEmpty();
    }
  }

  @Test
  void aLearnersHoursAreInThePlanAndNeedNoFlag() {
    BigDecimal disk =
        floor("e2-standard-2", 20)
            .multiply(BigDecimal.valueOf(2))
            .subtract(floor("e2-standard-2", 40));
    assertThat(disk.setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo("10");
    assertThat(estimate(Case.LEARNER.synthesis(), Usage.NONE).floor())
        .isEqualByComparingTo(floor("e2-standard-2", 40))
        .isGreaterThan(floor("e2-standard-2", 20));
  }

  @Test
  void theTableOfTheReadmeIsFresh() throws IOException {
    String table =
        "| platform | floor | with a small team's use | ceiling |\n|---|---:|---:|---:|\n"
            + row("dev", DEV, Case.DEV)
            + row("learner", LEARNER, Case.LEARNER)
            + row("prod", PROD, Case.PROD);
    isFresh(README, "profiles", table);
  }

  @Test
  void theTableOfTheWorkstationsPageIsFresh() throws IOException {
    StringBuilder table =
        new StringBuilder(
            "| machine, 100 GB of disk | an hour | stopped all month | 20 hours a week | 40 hours a week | never stopped |\n|---|---:|---:|---:|---:|---:|\n");
    for (String machine : List.of("e2-medium", "e2-standard-2", "e2-standard-4", "e2-standard-8")) {
      BigDecimal twenty = floor(machine, 20);
      BigDecimal forty = floor(machine, 40);
      BigDecimal always = floor(machine, 168);
      BigDecimal disk = twenty.add(twenty).subtract(forty);
      table.append(
          "| `%s` | $%s | $%s | $%s | $%s | $%s |\n"
              .formatted(
                  machine,
                  always
                      .subtract(disk)
                      .divide(HOURS_A_MONTH, 3, RoundingMode.HALF_UP)
                      .toPlainString(),
                  cents(disk),
                  cents(twenty),
                  cents(forty),
                  cents(always)));
    }
    isFresh(PAGE, "machines", table.toString());
  }

  private static String row(String name, String what, Case profile) throws IOException {
    Estimate standing = estimate(profile.synthesis(), Usage.NONE);
    Estimate used = estimate(profile.synthesis(), usage());
    return "| **%s**: %s | $%s | $%s | $%s |\n"
        .formatted(name, what, cents(standing.floor()), cents(used.usage()), cents(used.ceiling()));
  }

  private static BigDecimal floor(String machine, int hours) {
    String settings = "hours_per_week: " + hours;
    return estimate(
            Case.synthesize(
                Case.settings(
                    Case.LEARNER,
                    text ->
                        text.substring(0, text.indexOf("\norchestrator:"))
                            .replace("machine: e2-standard-2", "machine: " + machine)
                            .replace("hours_per_week: 40", settings)),
                Removal.NONE),
            Usage.NONE)
        .floor();
  }

  private static Estimate estimate(Synthesis synthesis, Usage usage) {
    List<StackPlan> plans =
        synthesis.stacks().stream()
            .map(StackInfo::name)
            .map(name -> new StackPlan(name, Plan.ofConfiguration(synthesis.stack(name))))
            .toList();
    return new Estimator(PriceBook.shipped(), new Options(usage, false)).estimate(plans);
  }

  private static Usage usage() throws IOException {
    return UsageFile.parse(USAGE.toString(), Files.readString(USAGE));
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static void isFresh(Path page, String part, String table) throws IOException {
    String text = Files.readString(page);
    String start = "<!-- generated: %s -->\n".formatted(part);
    assertThat(text).as(page.toString()).contains(start);
    int from = text.indexOf(start) + start.length();
    String fresh =
        text.substring(0, from) + table + text.substring(text.indexOf("<!-- end -->", from));
    if ("update".equals(System.getProperty("docs"))) {
      Files.writeString(page, fresh);
    }
    assertThat(Files.readString(page)).as(COMMAND).isEqualTo(fresh);
  }
}
