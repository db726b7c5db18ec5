package tollgate.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.sandbox.store.StoredObject;
import tollgate.schema.JsonTree;
import tollgate.schema.value.JsonValues;

/** A new project's quotas of Compute Engine, for each region. */
final class Quotas {
  private static final String MACHINE = "google_compute_instance";
  private static final String DISK = "google_compute_disk";
  private static final String ADDRESS = "google_compute_address";

  /**
   * What {@code gcloud compute regions describe us-central1} says in a new project
   * (GoogleCloudPlatform/pubsec-declarative-toolkit#590, N2_CPUS from its #626). Trial projects
   * have less: 8 CPUs, 4 addresses, 250 GB (kelseyhightower/kubernetes-the-hard-way#677).
   */
  static final Map<String, Integer> LIMITS =
      new TreeMap<>(
          Map.of(
              "CPUS", 24,
              "N2_CPUS", 8,
              "INSTANCES", 24,
              "IN_USE_ADDRESSES", 8,
              "STATIC_ADDRESSES", 8,
              "SSD_TOTAL_GB", 500,
              "DISKS_TOTAL_GB", 4096));

  static final Rule RULE =
      new Rule(
          "quota",
          "a new project's quotas for each region: 24 CPUs (N2: 8), 24 machines, 8 addresses, 500 GB SSD",
          "GoogleCloudPlatform/pubsec-declarative-toolkit#590; hashicorp/terraform-provider-google#20573",
          Quotas::check);

  private static final Pattern CPUS = Pattern.compile("-(\\d+)(?:-\\d+)?(?:-ext)?$");

  private Quotas() {}

  private static Optional<Rule.Refusal> check(Attempt attempt, World world) {
    boolean counted =
        attempt.type().equals(MACHINE)
            || attempt.type().equals(DISK)
            || attempt.type().equals(ADDRESS);
    if (!counted || attempt.operation() == Operation.DELETE || !attempt.state().whollyKnown()) {
      return Optional.empty();
    }
    JsonNode wanted = json(attempt);
    Map<String, Integer> needs = uses(attempt.type(), wanted);
    Map<String, Integer> sums = new TreeMap<>(needs);
    String region = attempt.region().orElse("");
    for (String type : new String[] {MACHINE, DISK, ADDRESS}) {
      for (StoredObject each : world.all(type)) {
        boolean itself = type.equals(attempt.type()) && each.id().equals(attempt.id());
        if (!itself
            && region(each.state()).equals(region)
            && each.state().path("project").asText().equals(attempt.project())) {
          uses(type, each.state()).forEach((what, count) -> sums.merge(what, count, Integer::sum));
        }
      }
    }
    for (Map.Entry<String, Integer> limit : LIMITS.entrySet()) {
      if (needs.getOrDefault(limit.getKey(), 0) > 0
          && sums.getOrDefault(limit.getKey(), 0) > limit.getValue()) {
        return Rule.Refusal.says(
            Phrases.waiting(attempt) + exceeded(limit.getKey(), limit.getValue(), region));
      }
    }
    return Optional.empty();
  }

  /** Google's words. */
  static String exceeded(String metric, int limit, String region) {
    String small = metric.toLowerCase(Locale.ROOT);
    return "Quota '%s' exceeded.  Limit: %d.0 in region %s.\n\tmetric name = compute.googleapis.com/%s\n\tlimit name = %s-per-project-region\n\tlimit = %d\n\tdimensions = map[region:%s]"
        .formatted(metric, limit, region, small, metric.replace('_', '-'), limit, region);
  }

  private static Map<String, Integer> uses(String type, JsonNode state) {
    Map<String, Integer> uses = new TreeMap<>();
    switch (type) {
      case ADDRESS -> {
        if (!state.path("address_type").asText().equals("INTERNAL")) {
          uses.put("STATIC_ADDRESSES", 1);
        }
      }
      case DISK -> disk(uses, state.path("type").asText(), state.path("size").asInt());
      default -> machine(uses, state);
    }
    return uses;
  }

  private static void machine(Map<String, Integer> uses, JsonNode state) {
    uses.put("INSTANCES", 1);
    JsonNode boot = state.path("boot_disk").path(0);
    if (boot.path("source").asText().isEmpty()) {
      JsonNode disk = boot.path("initialize_params").path(0);
      disk(uses, disk.path("type").asText(), disk.path("size").asInt());
    }
    for (JsonNode each : state.path("network_interface")) {
      if (each.path("access_config").size() > 0) {
        uses.merge("IN_USE_ADDRESSES", 1, Integer::sum);
      }
    }
    // A machine that is stopped needs no CPU.
    String wished = state.path("desired_status").asText();
    String machine = Attempt.last(state.path("machine_type").asText());
    if (!wished.equals("TERMINATED") && !wished.equals("SUSPENDED")) {
      family(machine).ifPresent(metric -> uses.put(metric, cpus(machine)));
    }
  }

  private static void disk(Map<String, Integer> uses, String type, int gigabytes) {
    String kind = Attempt.last(type);
    boolean solid = kind.equals("pd-ssd") || kind.equals("pd-balanced");
    if (solid || kind.equals("pd-standard")) {
      uses.merge(solid ? "SSD_TOTAL_GB" : "DISKS_TOTAL_GB", gigabytes, Integer::sum);
    }
  }

  /** The quota that a machine type counts for; other families have quotas of their own. */
  private static Optional<String> family(String machine) {
    if (machine.startsWith("n2-")) {
      return Optional.of("N2_CPUS");
    }
    boolean shared =
        machine.startsWith("e2-")
            || machine.startsWith("n1-")
            || machine.startsWith("f1-")
            || machine.startsWith("g1-")
            || machine.startsWith("custom-");
    return shared ? Optional.of("CPUS") : Optional.empty();
  }

  /** {@code 4} of {@code e2-standard-4}, {@code 2} of {@code custom-2-4096}. */
  static int cpus(String machine) {
    if (machine.startsWith("f1-") || machine.startsWith("g1-")) {
      return 1;
    }
    Matcher custom = Pattern.compile("custom-(\\d+)-\\d+").matcher(machine);
    if (custom.find()) {
      return small(custom.group(1));
    }
    Matcher count = CPUS.matcher(machine);
    // e2-micro, e2-small and e2-medium show two.
    return count.find() ? small(count.group(1)) : 2;
  }

  private static int small(String digits) {
    return digits.length() > 6 ? 999_999 : Integer.parseInt(digits);
  }

  private static String region(JsonNode state) {
    String region = Attempt.last(state.path("region").asText());
    return region.isEmpty() ? Attempt.regionOf(state.path("zone").asText()) : region;
  }

  private static JsonNode json(Attempt attempt) {
    try {
      return JsonTree.read(JsonValues.write(attempt.state()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
