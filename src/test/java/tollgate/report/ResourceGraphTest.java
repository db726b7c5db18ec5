package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

class ResourceGraphTest {
  private static final String STACK =
      """
      {"terraform": {}, "resource": {
        "google_compute_network": {"net": {"name": "net"}},
        "google_compute_instance": {
          "vm": {"name": "${google_compute_network.net.name}", "depends_on": ["google_project_service.a"]}},
        "google_project_service": {
          "a": {"service": "a"}, "b": {"service": "b"}, "c": {"service": "c"}}}}
      """;

  @Test
  void arrowsFollowReferencesAndWhatIsWaitedFor() throws IOException {
    ResourceGraph drawn = drawn("0");

    assertThat(arrows(drawn))
        .containsExactlyInAnyOrder(
            "google_compute_network.net > google_compute_instance.vm",
            "google_project_service.a > google_compute_instance.vm");
  }

  @Test
  void whatNobodyCouldTellApartIsDrawnOnce() throws IOException {
    assertThat(drawn("0").boxes())
        .anySatisfy(
            box ->
                assertThat(box.changes())
                    .extracting(change -> change.address().text())
                    .containsExactly("google_project_service.b", "google_project_service.c"));
  }

  @Test
  void whatCostsSomethingIsDrawnByItself() throws IOException {
    assertThat(drawn("1.50").boxes()).hasSize(5);
  }

  private static ResourceGraph drawn(String price) throws IOException {
    Plan plan = Plan.ofConfiguration(Fixtures.JSON.readTree(STACK));
    return ResourceGraph.of(
        new StackPlan("lake", plan),
        (stack, change) ->
            new ResourceGraph.Price(new BigDecimal(price), java.util.Optional.empty()));
  }

  private static List<String> arrows(ResourceGraph drawn) {
    return drawn.graph().arrows().stream()
        .map(
            arrow ->
                drawn.boxes().get(arrow.from()).first().address()
                    + " > "
                    + drawn.boxes().get(arrow.to()).first().address())
        .toList();
  }
}
