package tollgate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.Shared;

class RealPlansTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void every_create_plan_of_the_real_provider_is_read() throws IOException {
    List<Path> plans = plans("cases");

    for (Path path : plans) {
      Plan plan = Plan.parse(JSON.readTree(path.toFile()));
      assertThat(plan.changes()).as(path.toString()).isNotEmpty();
      assertThat(plan.changes())
          .filteredOn(change -> change.action() == Action.CREATE)
          .allSatisfy(
              change -> {
                assertThat(change.before().exists()).isFalse();
                assertThat(change.after().exists()).isTrue();
              });
    }
    assertThat(plans).hasSizeGreaterThan(30);
  }

  @Test
  void every_update_plan_of_the_real_provider_is_read() throws IOException {
    List<Path> plans = plans("updates");

    for (Path path : plans) {
      Plan plan = Plan.parse(JSON.readTree(path.toFile()));
      assertThat(plan.changes())
          .as(path.toString())
          .filteredOn(change -> change.action() == Action.UPDATE)
          .allSatisfy(change -> assertThat(change.before().exists()).isTrue());
    }
    assertThat(plans).hasSizeGreaterThan(100);
  }

  @Test
  void the_region_of_the_provider_block_is_found_through_its_variable() throws IOException {
    Path orchestrator =
        plans("cases").stream()
            .filter(path -> path.toString().contains("orchestrator-run-sql"))
            .findFirst()
            .orElseThrow();
    Plan plan = Plan.parse(JSON.readTree(orchestrator.toFile()));

    ResourceChange bucket =
        plan.changes().stream()
            .filter(change -> change.type().equals("google_storage_bucket"))
            .findFirst()
            .orElseThrow();
    assertThat(plan.providerSetting(bucket, "region")).contains("europe-west1");
    assertThat(plan.providerSetting(bucket, "zone")).contains("europe-west1-b");
    assertThat(bucket.after().get("self_link")).isInstanceOf(Attr.Unknown.class);
    assertThat(bucket.after().get("versioning.enabled").isTrue()).isTrue();
    assertThat(bucket.after().blocks("lifecycle_rule")).hasSize(2);
  }

  private static List<Path> plans(String kind) throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    try (Stream<Path> dirs = Files.list(Shared.dir().orElseThrow().resolve("real-plans/" + kind))) {
      return dirs.map(dir -> dir.resolve("plan.json")).filter(Files::exists).sorted().toList();
    }
  }
}
