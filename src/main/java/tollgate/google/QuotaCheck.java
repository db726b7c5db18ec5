package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tollgate.config.ProjectId;
import tollgate.doctor.Outcome;

/** Whether Compute Engine's quotas are large enough (compute.regions.get). */
final class QuotaCheck {
  private QuotaCheck() {}

  /**
   * Compares.
   *
   * @param fresh whether all that is wanted comes on top of what is in use; otherwise a part of it
   *     may stand already
   */
  static Outcome look(GoogleClient client, ProjectId project, Demand demand, boolean fresh)
      throws GoogleException {
    List<String> tooMuch = new ArrayList<>();
    List<String> tight = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, Map<String, Long>> region : demand.quotas().entrySet()) {
      JsonNode quotas =
          client
              .get(
                  Api.COMPUTE,
                  "/compute/v1/projects/%s/regions/%s?fields=quotas"
                      .formatted(project, region.getKey()))
              .path("quotas");
      for (JsonNode quota : quotas) {
        String metric = quota.path("metric").asText();
        Long wanted = region.getValue().get(metric);
        if (wanted == null || quota.path("limit").asLong() < 0) {
          continue;
        }
        compared++;
        long limit = quota.path("limit").asLong();
        long used = quota.path("usage").asLong();
        String sentence =
            "%s in %s: %d wanted, %d of %d in use."
                .formatted(metric, region.getKey(), wanted, used, limit);
        if (wanted > limit || (fresh && wanted > limit - used)) {
          tooMuch.add(sentence);
        } else if (wanted > limit - used) {
          tight.add(sentence);
        }
      }
    }
    if (!tooMuch.isEmpty()) {
      tooMuch.addAll(tight);
      return Outcome.missing(
          "Quotas are too small. " + String.join(" ", tooMuch),
          "Take smaller machines or disks, or another region, or ask for more: https://console.cloud.google.com/iam-admin/quotas?project=%s (a trial account cannot)."
              .formatted(project));
    }
    return tight.isEmpty()
        ? Outcome.ok("%d quotas of Compute Engine are large enough.".formatted(compared))
        : Outcome.warning(
            "Quotas are too small unless what is wanted is in use already. "
                + String.join(" ", tight),
            "tollgate plan --out DIR and tollgate doctor --plan tell what is new.");
  }
}
