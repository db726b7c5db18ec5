package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks bad at first sight and is not, and the other way round. */
class FalseAlarmsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cost/static-address|google_compute_address|'name':'a','ip_version':'IPV6'",
        "cost/static-address|google_compute_address|'name':'a','ip_collection':'projects/p/x'",
        "cost/vm-schedule|google_compute_instance|'name':'v','desired_status':'SUSPENDED'",
        "cost/vm-schedule|google_compute_instance|'name':'v','scheduling':{'preemptible':true}",
        "network/private-google-access|google_compute_subnetwork|'stack_type':'IPV6_ONLY'",
        "cost/cloud-run-max-instances|google_cloud_run_v2_service|'scaling':{'scaling_mode':'MANUAL','manual_instance_count':2}"
      })
  void is_no_alarm(String rule, String type, String body) throws IOException {
    assertThat(rules(type, body)).doesNotContain(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cost/static-address|google_compute_address|'name':'a','ip_version':'IPV4'",
        "cost/vm-schedule|google_compute_instance|'scheduling':{'preemptible':true,'provisioning_model':'SPOT'}",
        "cost/cloud-run-always-on|google_cloud_run_v2_service|'scaling':{'scaling_mode':'MANUAL','manual_instance_count':2},'template':{'containers':[{'resources':{'cpu_idle':false}}]}"
      })
  void is_one(String rule, String type, String body) throws IOException {
    assertThat(rules(type, body)).contains(rule);
  }

  @Test
  void a_service_that_is_scaled_by_hand_to_nothing_runs_nothing() throws IOException {
    assertThat(
            rules(
                "google_cloud_run_v2_service",
                "'scaling':{'scaling_mode':'MANUAL','manual_instance_count':0},'template':"
                    + "{'containers':[{'resources':{'cpu_idle':false}}]}"))
        .doesNotContain("cost/cloud-run-always-on");
  }

  private static List<String> rules(String type, String body) throws IOException {
    return Gate.judge(
            List.of(
                Cases.stack(Cases.json("{'resource':{'%s':{'it':{%s}}}}".formatted(type, body)))),
            Cases.cost("0", "0"),
            Policy.NONE,
            Cases.TODAY)
        .verdicts()
        .stream()
        .map(Verdict::rule)
        .toList();
  }
}
