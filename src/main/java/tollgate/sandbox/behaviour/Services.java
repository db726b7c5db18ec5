package tollgate.sandbox.behaviour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Cloud Run, firewalls, BigQuery datasets and log sinks. */
final class Services {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "a limit of processors that is no longer written stays",
              "google_cloud_run_v2_service",
              Services::processors),
          Behaviour.of(
              "logging that stays on loses what was said of its metadata",
              "google_compute_firewall",
              draft -> {
                boolean gone =
                    draft.written("log_config").isZero() && !draft.old("log_config").isZero();
                if (gone && draft.written("enable_logging").isTrue()) {
                  draft.set("log_config.0.metadata", Values.NULL);
                }
              }),
          Behaviour.of(
              "an empty collation takes the old one away",
              "google_bigquery_dataset",
              draft -> {
                boolean empty = draft.written("default_collation").equals(Value.text(""));
                if (empty && !draft.old("default_collation").isZero()) {
                  draft.unknown("default_collation");
                }
              }),
          Behaviour.of(
              "a writer of its own gives a sink another identity",
              "google_logging_project_sink",
              draft -> {
                boolean own = draft.now("unique_writer_identity").isTrue();
                if (!draft.creating() && own && !draft.old("unique_writer_identity").isTrue()) {
                  draft.unknown("writer_identity");
                }
              }));

  private Services() {}

  private static void processors(Draft draft) {
    int containers = draft.now("template.0.containers").items().size();
    for (int i = 0; i < containers; i++) {
      String place = "template.0.containers.%d.resources.0.limits".formatted(i);
      Value old = draft.old(place).at("cpu");
      if (old.isPresent()
          && draft.now(place) instanceof Value.Fields limits
          && limits.get("cpu").isNull()) {
        Map<String, Value> kept = new LinkedHashMap<>(limits.values());
        kept.put("cpu", old);
        draft.set(place, new Value.Fields(kept));
      }
    }
  }
}
