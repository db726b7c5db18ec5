package tollgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may know which other, and which library belongs to which package. */
class ArchitectureTest {
  private static final Set<String> EVERYTHING_BUT_CLI =
      Set.of(
          "tollgate.config",
          "tollgate.schema",
          "tollgate.plan",
          "tollgate.cost",
          "tollgate.guard",
          "tollgate.report",
          "tollgate.terraform",
          "tollgate.sandbox",
          "tollgate.google",
          "stacks");

  /** Every other package may know tollgate.text. */
  private static final Map<String, Set<String>> MAY_KNOW =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("tollgate.text", Set.of()),
              Map.entry("tollgate.plan", Set.of()),
              Map.entry("tollgate.schema", Set.of()),
              Map.entry("tollgate.config", Set.of()),
              Map.entry("tollgate.terraform", Set.of()),
              Map.entry("tollgate.sandbox", Set.of("tollgate.schema")),
              Map.entry("tollgate.google", Set.of("tollgate.cost")),
              Map.entry("tollgate.cost", Set.of("tollgate.plan", "tollgate.schema")),
              Map.entry(
                  "tollgate.guard",
                  Set.of("tollgate.plan", "tollgate.schema", "tollgate.cost", "tollgate.config")),
              Map.entry(
                  "tollgate.report", Set.of("tollgate.plan", "tollgate.cost", "tollgate.guard")),
              Map.entry("stacks", Set.of("tollgate.config", "tollgate.schema")),
              Map.entry("tollgate.workflow", EVERYTHING_BUT_CLI),
              Map.entry("tollgate.cli", with(EVERYTHING_BUT_CLI, "tollgate.workflow"))));

  private static final Map<String, Set<String>> LIBRARY_BELONGS_TO =
      new TreeMap<>(
          Map.of(
              "picocli..", Set.of("tollgate.cli.."),
              "software.amazon.jsii..", Set.of("stacks.."),
              "software.constructs..", Set.of("stacks.."),
              "com.hashicorp.cdktf..", Set.of("stacks.."),
              // Settings and declared usage are the two files that people write by hand.
              "org.snakeyaml..", Set.of("tollgate.config..", "tollgate.cost.."),
              "io.grpc..", Set.of("tollgate.sandbox.."),
              "org.msgpack..", Set.of("tollgate.sandbox..")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .withImportOption(location -> !location.contains("com/hashicorp/"))
          .importPackages("tollgate", "stacks");

  @Test
  void everyPackageIsOnTheMap() {
    assertThat(CLASSES.stream().map(type -> topPackage(type.getPackageName())))
        .isSubsetOf(MAY_KNOW.keySet());
  }

  @TestFactory
  Stream<DynamicTest> aPackageKnowsOnlyWhatTheMapAllows() {
    return MAY_KNOW.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> checkEdges(entry.getKey(), entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> aLibraryStaysInItsPackage() {
    return LIBRARY_BELONGS_TO.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey() + " only in " + entry.getValue(),
                    () ->
                        noClasses()
                            .that(not(resideInAnyPackage(entry.getValue().toArray(String[]::new))))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(entry.getKey())
                            .allowEmptyShould(true)
                            .check(CLASSES)));
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("tollgate.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static void checkEdges(String from, Set<String> allowed) {
    String[] forbidden =
        MAY_KNOW.keySet().stream()
            .filter(to -> !to.equals(from) && !to.equals("tollgate.text") && !allowed.contains(to))
            .map(to -> to + "..")
            .toArray(String[]::new);
    noClasses()
        .that(resideInAPackage(from + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(forbidden))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  /** {@code tollgate.cost.meters} belongs to {@code tollgate.cost}. */
  private static String topPackage(String name) {
    String[] parts = name.split("\\.");
    return parts[0].equals("tollgate") && parts.length > 1 ? parts[0] + "." + parts[1] : parts[0];
  }

  private static Set<String> with(Set<String> some, String more) {
    return Stream.concat(some.stream(), Stream.of(more))
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}
