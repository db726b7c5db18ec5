package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What resources want of a project beyond APIs and permissions: what an organisation may forbid,
 * what has a quota, and images that must be there.
 *
 * @param traits what an organisation's policies speak of
 * @param members who gets a role and is no service account, {@code user:ada@acme.example}
 * @param locations regions and multi-regions in small letters
 * @param quotas amounts by region and Compute Engine's name of the quota, {@code SSD_TOTAL_GB}
 * @param images of Cloud Run, as written
 * @param mirrors repositories that pass images of Docker Hub on, {@code HOST/PROJECT/NAME/}
 */
public record Demand(
    Set<Trait> traits,
    Set<String> members,
    Set<String> locations,
    Map<String, Map<String, Long>> quotas,
    Set<String> images,
    Set<String> mirrors) {

  /** What an organisation may have forbidden. */
  public enum Trait {
    EXTERNAL_ADDRESS,
    PUBLIC_DATABASE,
    OPEN_INGRESS,
    ACCOUNT_KEY
  }

  /**
   * A resource that is wanted.
   *
   * @param attributes as in a plan's {@code after} or in synthesized JSON: a block is an object or
   *     a list of them
   */
  public record Wish(String type, JsonNode attributes) {}

  private static final Pattern ZONE = Pattern.compile("([a-z]+-[a-z]+[0-9]+)-[a-z]");
  private static final Pattern SIZED =
      Pattern.compile("([a-z][0-9][a-z]?)-(?:[a-z]+-)?([0-9]{1,3})(?:-.*)?");

  /** vCPUs of the types whose name does not tell: cloud.google.com/compute/docs/machine-types. */
  private static final Map<String, Long> SHARED =
      Map.of("f1-micro", 1L, "g1-small", 1L, "e2-micro", 2L, "e2-small", 2L, "e2-medium", 2L);

  /** Series without a quota of their own. */
  private static final Set<String> COMMON = Set.of("e2", "n1", "f1", "g1");

  private static final Map<String, String> DISKS =
      Map.of(
          "pd-ssd", "SSD_TOTAL_GB",
          "pd-balanced", "SSD_TOTAL_GB",
          "pd-standard", "DISKS_TOTAL_GB");

  public Demand {
    traits = Set.copyOf(traits);
    members = Set.copyOf(members);
    locations = Set.copyOf(locations);
    quotas = Map.copyOf(quotas);
    images = Set.copyOf(images);
    mirrors = Set.copyOf(mirrors);
  }

  /** Nothing. */
  public static final Demand NONE =
      new Demand(Set.of(), Set.of(), Set.of(), Map.of(), Set.of(), Set.of());

  /**
   * What all of these want together. Values that are known only after apply count as absent.
   *
   * @param project that a resource is in when it does not say so
   */
  public static Demand of(Collection<Wish> wishes, String project) {
    Demand.Sum sum = new Sum(project);
    wishes.forEach(sum::add);
    return new Demand(sum.traits, sum.members, sum.locations, sum.quotas, sum.images, sum.mirrors);
  }

  private static final class Sum {
    private final String project;
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final Set<String> members = new TreeSet<>();
    private final Set<String> locations = new TreeSet<>();
    private final Map<String, Map<String, Long>> quotas = new TreeMap<>();
    private final Set<String> images = new TreeSet<>();
    private final Set<String> mirrors = new TreeSet<>();

    Sum(String project) {
      this.project = project;
    }

    void add(Wish wish) {
      JsonNode it = wish.attributes();
      location(it);
      member(it.path("member"));
      it.path("members").forEach(this::member);
      switch (wish.type()) {
        case "google_compute_instance" -> instance(it);
        case "google_compute_disk" ->
            disk(region(it), text(it, "type"), it.path("size").asLong(), "pd-standard");
        case "google_compute_address" -> {
          if (!text(it, "address_type").equals("INTERNAL")) {
            count(text(it, "region"), "STATIC_ADDRESSES", 1);
          }
        }
        case "google_sql_database_instance" -> database(it);
        case "google_cloud_run_v2_service" -> {
          String ingress = text(it, "ingress");
          if (ingress.isEmpty() || ingress.equals("INGRESS_TRAFFIC_ALL")) {
            traits.add(Trait.OPEN_INGRESS);
          }
          blocks(it, "template").forEach(this::containers);
        }
        case "google_cloud_run_v2_job" ->
            blocks(it, "template")
                .forEach(outer -> blocks(outer, "template").forEach(this::containers));
        case "google_service_account_key" -> traits.add(Trait.ACCOUNT_KEY);
        case "google_artifact_registry_repository" -> repository(it);
        default -> {}
      }
    }

    private void location(JsonNode it) {
      for (String key : List.of("location", "region")) {
        String place = text(it, key).toLowerCase(Locale.ROOT);
        if (place.matches("[a-z0-9-]{2,30}") && !place.equals("global")) {
          Matcher zone = ZONE.matcher(place);
          locations.add(zone.matches() ? zone.group(1) : place);
        }
      }
      if (!region(it).isEmpty()) {
        locations.add(region(it));
      }
    }

    private void member(JsonNode member) {
      String who = member.asText("");
      if (who.startsWith("user:")
          || who.startsWith("group:")
          || who.startsWith("domain:")
          || who.startsWith("all")) {
        members.add(who);
      }
    }

    private void instance(JsonNode it) {
      String region = region(it);
      String machine = text(it, "machine_type");
      Matcher sized = SIZED.matcher(machine);
      if (SHARED.containsKey(machine)) {
        count(region, "CPUS", SHARED.getOrDefault(machine, 0L));
      } else if (sized.matches()) {
        String series = sized.group(1);
        String quota = COMMON.contains(series) ? "CPUS" : series.toUpperCase(Locale.ROOT) + "_CPUS";
        count(region, quota, Long.parseLong(sized.group(2)));
      }
      for (JsonNode boot : blocks(it, "boot_disk")) {
        for (JsonNode made : blocks(boot, "initialize_params")) {
          disk(region, text(made, "type"), made.path("size").asLong(10), "pd-standard");
        }
      }
      for (JsonNode network : blocks(it, "network_interface")) {
        for (JsonNode unused : blocks(network, "access_config")) {
          traits.add(Trait.EXTERNAL_ADDRESS);
          count(region, "IN_USE_ADDRESSES", 1);
        }
      }
    }

    private void disk(String region, String written, long gigabytes, String otherwise) {
      String type = written.substring(written.lastIndexOf('/') + 1);
      String quota = DISKS.get(type.isEmpty() ? otherwise : type);
      if (quota != null) {
        count(region, quota, gigabytes);
      }
    }

    private void database(JsonNode it) {
      for (JsonNode settings : blocks(it, "settings")) {
        for (JsonNode network : blocks(settings, "ip_configuration")) {
          if (network.path("ipv4_enabled").asBoolean(true)) {
            traits.add(Trait.PUBLIC_DATABASE);
          }
        }
      }
    }

    private void containers(JsonNode template) {
      for (JsonNode container : blocks(template, "containers")) {
        String image = text(container, "image");
        if (!image.isEmpty()) {
          images.add(image);
        }
      }
    }

    private void repository(JsonNode it) {
      for (JsonNode remote : blocks(it, "remote_repository_config")) {
        for (JsonNode docker : blocks(remote, "docker_repository")) {
          if (text(docker, "public_repository").equals("DOCKER_HUB")) {
            String own = text(it, "project");
            mirrors.add(
                "%s-docker.pkg.dev/%s/%s/"
                    .formatted(
                        text(it, "location"),
                        own.isEmpty() ? project : own,
                        text(it, "repository_id")));
          }
        }
      }
    }

    private void count(String region, String quota, long amount) {
      if (!region.isEmpty() && amount > 0) {
        quotas.computeIfAbsent(region, unused -> new TreeMap<>()).merge(quota, amount, Long::sum);
      }
    }

    private static String region(JsonNode it) {
      Matcher zone = ZONE.matcher(text(it, "zone"));
      return zone.matches() ? zone.group(1) : "";
    }

    /** What is known of a text; a reference of Terraform's is not. */
    private static String text(JsonNode it, String key) {
      String text = it.path(key).asText("");
      return text.contains("${") || text.equals("null") ? "" : text;
    }

    private static List<JsonNode> blocks(JsonNode it, String key) {
      JsonNode block = it.path(key);
      if (block.isArray()) {
        return StreamSupport.stream(block.spliterator(), false).toList();
      }
      return block.isObject() ? List.of(block) : List.of();
    }
  }
}
