package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallDeny;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import com.hashicorp.cdktf.providers.google.sql_user.SqlUser;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketWebsite;
import com.hashicorp.cdktf.providers.google.storage_bucket_object.StorageBucketObject;
import com.hashicorp.cdktf.providers.google.storage_bucket_object.StorageBucketObjectRetention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stacks.parts.Removal;
import stacks.parts.StackScope;
import stacks.parts.Written;
import tollgate.workflow.EarlyCheck;
import tollgate.workflow.EarlyCheck.Mistake;

/** What terraform would refuse in a stack is found in what the stack synthesizes to. */
class EarlyCheckTest {
  private static final String STACK = "mistakes";

  /** For each kind of check a resource with one mistake, and what is said of it. */
  private static final Map<String, String> SAID =
      Map.ofEntries(
          Map.entry(
              "google_compute_firewall.allowed-value",
              "expected direction to be one of [\"INGRESS\" \"EGRESS\" \"\"], got IN"),
          Map.entry("google_compute_firewall.range", "priority to be in the range (0 - 65535)"),
          Map.entry("google_service_account.pattern", "(\"Mage-Runner\") must match regex"),
          Map.entry(
              "google_storage_bucket_object.conflict",
              "\"event_based_hold\": conflicts with retention"),
          Map.entry("google_compute_firewall.none-of-two", "one of `allow,deny` must be specified"),
          Map.entry("google_compute_firewall.both-of-two", "only one of `allow,deny`"),
          Map.entry(
              "google_storage_bucket.at-least-one",
              "one of `website.0.main_page_suffix,website.0.not_found_page` must be specified"),
          Map.entry(
              "google_sql_user.required-with",
              "all of `password_wo,password_wo_version` must be specified"),
          Map.entry("google_storage_bucket.unknown-argument", "\"locaton\". Did you mean \"loc"),
          Map.entry("google_storage_bucket.wrong-type", "\"force_destroy\": a bool is required"),
          Map.entry("google_storage_bucket.missing", "The argument \"location\" is required"),
          Map.entry("google_storage_bucket.too-many", "Too many versioning blocks"),
          Map.entry(
              "google_storage_bucket.decided-by-google", "Can't configure a value for \"url\""),
          Map.entry("google_storage_bucket.timeout", "invalid duration \"ten minutes\""),
          Map.entry(
              "google_storage_bucket.undeclared", "google_storage_bucket.gone is not in this"),
          Map.entry("google_storage_bucket.no-attribute", "no attribute named \"bucket_nam\""),
          Map.entry("google_storage_bucket.of-itself", "may not refer to itself"),
          Map.entry("google_storage_bucket.other-provider", "google.europe is not in this stack"),
          Map.entry("google_storage_buckett.unknown-type", "Did you mean google_storage_bucket?"));

  @TestFactory
  Stream<DynamicTest> eachKindOfMistakeIsNamedWithItsAddressAndItsLineOfJava() throws IOException {
    StackInfo stack = synthesized(EarlyCheckTest::mistakes);
    Map<String, List<String>> found =
        EarlyCheck.of(List.of(stack)).stream()
            .collect(
                Collectors.groupingBy(
                    mistake -> mistake.finding().address(),
                    Collectors.mapping(mistake -> mistake.finding().what(), Collectors.toList())));
    assertThat(found.keySet()).isEqualTo(SAID.keySet());
    return SAID.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> {
                      assertThat(found.get(each.getKey()))
                          .singleElement()
                          .asString()
                          .contains(each.getValue());
                      Written written =
                          Objects.requireNonNull(stack.sources().get(each.getKey()), "its line");
                      assertThat(written.file()).endsWith("/stacks/EarlyCheckTest.java");
                      assertThat(lines().get(written.line() - 1)).contains("scope");
                    }));
  }

  @Test
  void anExpressionIsNotKnownYetAndPasses() throws IOException {
    StackInfo stack =
        synthesized(
            scope -> {
              ComputeFirewall rule =
                  ComputeFirewall.Builder.create(scope.construct(), "rule")
                      .name("x")
                      .network("n")
                      .build();
              scope.named(rule, "rule");
              rule.addOverride("priority", "${length(google_service_account.a.email) * 9999}");
              rule.addOverride("direction", "${google_service_account.a.description}");
              rule.addOverride(
                  "dynamic.allow",
                  Map.of("for_each", "${[1]}", "content", Map.of("protocol", "tcp")));
              scope.named(
                  ServiceAccount.Builder.create(scope.construct(), "a")
                      .accountId("etl-runner")
                      .build(),
                  "a");
            });

    assertThat(EarlyCheck.of(List.of(stack))).isEmpty();
  }

  @Test
  void aBetaResourceIsNotCheckedByTheSchemaOfTheOtherProvider() throws IOException {
    StackInfo stack =
        synthesized(scope -> bucket(scope, "beta").addOverride("provider", "google-beta"));

    assertThat(EarlyCheck.of(List.of(stack)))
        .extracting(mistake -> mistake.finding().what())
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void thePlatformsOwnStacksPass(Case name) {
    assertThat(EarlyCheck.of(name.synthesis().stacks())).extracting(Mistake::finding).isEmpty();
  }

  private static void mistakes(StackScope scope) {
    scope.named(firewall(scope, "in").direction("IN").allow(tcp()).build(), "allowed-value");
    scope.named(firewall(scope, "range").priority(70_000).allow(tcp()).build(), "range");
    scope.named(
        ServiceAccount.Builder.create(scope.construct(), "p").accountId("Mage-Runner").build(),
        "pattern");
    scope.named(
        StorageBucketObject.Builder.create(scope.construct(), "o")
            .bucket("b")
            .name("o")
            .content("c")
            .eventBasedHold(true)
            .retention(
                StorageBucketObjectRetention.builder()
                    .mode("Locked")
                    .retainUntilTime("2030-01-01T00:00:00Z")
                    .build())
            .build(),
        "conflict");
    scope.named(firewall(scope, "none").build(), "none-of-two");
    scope.named(
        firewall(scope, "both")
            .allow(tcp())
            .deny(List.of(ComputeFirewallDeny.builder().protocol("udp").build()))
            .build(),
        "both-of-two");
    scope.named(
        StorageBucket.Builder.create(scope.construct(), "w")
            .name("acme-w")
            .location("US")
            .website(StorageBucketWebsite.builder().build())
            .build(),
        "at-least-one");
    scope.named(
        SqlUser.Builder.create(scope.construct(), "u")
            .name("u")
            .instance("i")
            .passwordWo("not-a-real-one")
            .build(),
        "required-with");
    bucket(scope, "unknown-argument").addOverride("locaton", "EU");
    bucket(scope, "wrong-type").addOverride("force_destroy", "maybe");
    scope
        .named(other(scope, "google_storage_bucket", "m"), "missing")
        .addOverride("name", "acme-m");
    bucket(scope, "too-many")
        .addOverride("versioning", List.of(Map.of("enabled", true), Map.of("enabled", false)));
    bucket(scope, "decided-by-google").addOverride("url", "gs://acme");
    bucket(scope, "timeout").addOverride("timeouts.create", "ten minutes");
    bucket(scope, "undeclared").addOverride("project", "${google_storage_bucket.gone.project}");
    bucket(scope, "no-attribute")
        .addOverride("project", "${google_storage_bucket.timeout.bucket_nam}");
    bucket(scope, "of-itself")
        .addOverride("labels", Map.of("a", "${google_storage_bucket.of-itself.id}"));
    bucket(scope, "other-provider").addOverride("provider", "google.europe");
    scope.named(other(scope, "google_storage_buckett", "t"), "unknown-type");
  }

  /** A resource without a class of its own. */
  private static TerraformResource other(StackScope scope, String type, String id) {
    return new TerraformResource(
        scope.construct(),
        id,
        TerraformResourceConfig.builder().terraformResourceType(type).build());
  }

  private static StorageBucket bucket(StackScope scope, String name) {
    return scope.named(
        StorageBucket.Builder.create(scope.construct(), name).name("acme-x").location("US").build(),
        name);
  }

  private static ComputeFirewall.Builder firewall(StackScope scope, String id) {
    return ComputeFirewall.Builder.create(scope.construct(), id).name("f").network("n");
  }

  private static List<ComputeFirewallAllow> tcp() {
    return List.of(ComputeFirewallAllow.builder().protocol("tcp").build());
  }

  private static StackInfo synthesized(Consumer<StackScope> build) throws IOException {
    Path outdir = Scratch.directory("early");
    Blueprint blueprint = new Blueprint(STACK, settings -> Optional.of(build), List.of(), false);
    return Platform.synthesize(
            Case.MINIMAL.settings(), outdir, Removal.NONE, (part, millis) -> {}, List.of(blueprint))
        .stream()
        .filter(stack -> stack.name().equals(STACK))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("src/test/java/stacks/EarlyCheckTest.java"));
  }
}
