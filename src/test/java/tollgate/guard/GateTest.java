package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

class GateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void a_filestore_instance_is_denied_with_its_price_and_the_cheaper_choice()
      throws JsonProcessingException {
    StackPlan plan =
        synth("{\"resource\":{\"google_filestore_instance\":{\"nfs\":{\"tier\":\"BASIC_HDD\"}}}}");

    Judgement judgement =
        Gate.judge(
            List.of(plan),
            bill("google_filestore_instance.nfs", "google_filestore_instance", "163.84"),
            Policy.NONE.withBudget(new BigDecimal("280")),
            TODAY);

    assertThat(judgement.passed()).isFalse();
    Verdict denied = judgement.stopping().get(0);
    assertThat(denied.rule()).isEqualTo("cost/filestore");
    assertThat(denied.address()).contains(new Address("google_filestore_instance.nfs"));
    assertThat(denied.message()).contains("$163.84 a month in us-central1");
    assertThat(denied.fix()).contains("orchestrator.storage: gcs");
  }

  private static StackPlan synth(String json) throws JsonProcessingException {
    return new StackPlan("lake", Plan.ofConfiguration(JSON.readTree(json)));
  }

  private static CostChange bill(String address, String type, String amount) {
    BigDecimal dollars = new BigDecimal(amount);
    Line line =
        new Line(
            "Filestore",
            "sku",
            "us-central1",
            BigDecimal.ONE,
            "month",
            dollars,
            dollars,
            Basis.FLOOR,
            "");
    Estimate after =
        new Estimate(
            List.of(
                new ResourceEstimate(
                    "lake", new Address(address), type, Coverage.PRICED, List.of(line), "")),
            List.of(),
            TODAY,
            Optional.empty());
    return new CostChange(new Estimate(List.of(), List.of(), TODAY, Optional.empty()), after);
  }
}
