package tollgate.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Lists that a platform sets itself: where things are, what they run on, who may come in. */
final class PolicyRules {
  /** Where the machine type of each kind of machine is written. */
  private static final Map<String, List<String>> MACHINES =
      Map.of(
          "google_compute_instance",
          List.of("machine_type"),
          "google_compute_instance_template",
          List.of("machine_type"),
          "google_compute_region_instance_template",
          List.of("machine_type"),
          "google_container_cluster",
          List.of("node_config.machine_type"),
          "google_container_node_pool",
          List.of("node_config.machine_type"),
          "google_dataproc_cluster",
          List.of(
              "cluster_config.master_config.machine_type",
              "cluster_config.worker_config.machine_type"),
          "google_notebooks_instance",
          List.of("machine_type"),
          "google_workbench_instance",
          List.of("gce_setup.machine_type"),
          "google_cloudbuild_worker_pool",
          List.of("worker_config.machine_type"));

  /** What GKE takes where no machine type is written. */
  private static final String GKE_DEFAULT = "e2-medium";

  /** Where the containers of each kind of service are written. */
  private static final Map<String, String> CONTAINERS =
      Map.of(
          "google_cloud_run_service", "template.spec.containers",
          "google_cloud_run_v2_service", "template.containers",
          "google_cloud_run_v2_worker_pool", "template.containers",
          "google_cloud_run_v2_job", "template.template.containers");

  /** Access lists of buckets write {@code user-ada@acme.example}, all others a colon. */
  private static final Pattern PERSON = Pattern.compile("(?:user|group|domain)[:-](.{1,320})");

  private static final String DOCKER_HUB = "docker.io";

  /** The same registry under its other names. */
  private static final Set<String> DOCKER_HUBS =
      Set.of("index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  private PolicyRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("data/location")
            .good("Everything is where policy.locations allows it.")
            .why("Law or contract may tie data to a place, and traffic between places is billed.")
            .fix(
                "Change region or data_location in tollgate.yaml, or add the place to"
                    + " policy.locations; global stands for what Google keeps wherever it likes.")
            .source(
                "https://cloud.google.com/resource-manager/docs/organization-policy/defining-locations")
            .check(PolicyRules::locations),
        Rule.deny("cost/machine-family")
            .good("Machines are of the families that policy.machine_families allows.")
            .why("Between families the price of a vCPU differs several times over.")
            .fix(
                "Take a machine type of an allowed family (workstation.machine), or add the family"
                    + " to policy.machine_families in tollgate.yaml.")
            .source("https://cloud.google.com/compute/docs/machine-resource")
            .check(
                scene ->
                    scene.policy().allowed().machineFamilies().isEmpty()
                        ? List.of()
                        : Check.standing(MACHINES.keySet(), PolicyRules::family).look(scene)),
        Rule.deny("access/image-registry")
            .good("Containers come from the registries that policy.images allows.")
            .why("An image runs with the rights of its service, whoever made it.")
            .fix(
                "Copy the image into an allowed registry (orchestrator.image), or add its"
                    + " repository to policy.images in tollgate.yaml.")
            .source("https://cloud.google.com/binary-authorization/docs/overview")
            .check(
                scene ->
                    scene.policy().allowed().images().isEmpty()
                        ? List.of()
                        : Check.standing(CONTAINERS.keySet(), PolicyRules::images).look(scene)),
        Rule.deny("access/member-domain")
            .good("People and groups are of the domains that policy.domains allows.")
            .why("A private account outlives the job, and no administrator can lock it.")
            .fix(
                "Name the person's account in an allowed domain (the users keys), or add the domain"
                    + " to policy.domains in tollgate.yaml.")
            .source(
                "https://cloud.google.com/resource-manager/docs/organization-policy/restricting-domains;"
                    + " GCP-0069 for private accounts")
            .check(
                scene ->
                    scene.policy().allowed().domains().isEmpty()
                        ? List.of()
                        : Check.grants(PolicyRules::member).look(scene)));
  }

  private static List<Finding> locations(Scene scene) {
    List<String> allowed = scene.policy().allowed().locations();
    if (allowed.isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Subject subject : scene.subjects()) {
      if (subject.now().exists() && subject.type().startsWith("google_")) {
        location(subject, allowed).map(f -> f.at(subject)).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** Empty for what is in no place of its own. */
  private static Optional<Finding> location(Subject s, List<String> allowed) {
    Places places = Places.of(s);
    List<String> outside =
        places.known().stream()
            .filter(place -> allowed.stream().noneMatch(place::equalsIgnoreCase))
            .toList();
    if (!outside.isEmpty()) {
      return Optional.of(
          Finding.bad(
              "It is in %s, and allowed are %s."
                  .formatted(String.join(", ", outside), String.join(", ", allowed))));
    }
    if (places.partlyUnknown()) {
      return Optional.of(Finding.unknown("Where it will be is not known before apply."));
    }
    return places.known().isEmpty() ? Optional.empty() : Optional.of(Finding.good());
  }

  private static Finding family(Subject s) {
    List<String> allowed = s.scene().policy().allowed().machineFamilies();
    boolean unknown = false;
    for (String path : MACHINES.getOrDefault(s.type(), List.of())) {
      Attr written = s.written(path);
      Optional<String> type =
          written.isAbsent() && s.type().startsWith("google_container_")
              ? Optional.of(GKE_DEFAULT)
              : written.text();
      unknown |= type.isEmpty();
      if (type.isPresent() && !allowed.contains(family(type.get()))) {
        return Finding.bad(
            "%s is of the family %s, and allowed are %s."
                .formatted(lastPart(type.get()), family(type.get()), String.join(", ", allowed)));
      }
    }
    return unknown
        ? Finding.unknown("The machine type is not known before apply.")
        : Finding.good();
  }

  /** {@code e2} of e2-standard-4; a custom type without a family is of N1. */
  static String family(String machineType) {
    String name = lastPart(machineType).toLowerCase(Locale.ROOT);
    int dash = name.indexOf('-');
    String family = dash < 0 ? name : name.substring(0, dash);
    return family.equals("custom") ? "n1" : family;
  }

  private static Finding images(Subject s) {
    List<String> allowed = s.scene().policy().allowed().images();
    String path = CONTAINERS.getOrDefault(s.type(), "");
    boolean unknown = s.get(path).isUnknown();
    for (Values container : s.blocks(path)) {
      Attr image = container.get("image");
      Optional<String> name = image.text();
      unknown |= name.isEmpty();
      if (name.isPresent() && allowed.stream().noneMatch(source -> comesFrom(name.get(), source))) {
        return Finding.bad(
            "The image %s comes from none of %s."
                .formatted(name.get(), String.join(", ", allowed)));
      }
    }
    return unknown ? Finding.unknown("The image is not known before apply.") : Finding.good();
  }

  /** Whether an image is of a registry or repository, or of one below it. */
  static boolean comesFrom(String image, String source) {
    String repository = withRegistry(withoutVersion(image.strip().toLowerCase(Locale.ROOT)));
    // An entry without a slash is a registry, an image without one is Docker Hub's.
    String allowed = source.contains("/") ? withRegistry(source) : oneName(source);
    // ".." is no part of a name; a registry that follows it would lead out of what is allowed.
    return !repository.contains("..")
        && (repository.equals(allowed) || repository.startsWith(allowed + "/"));
  }

  private static String withoutVersion(String image) {
    int digest = image.indexOf('@');
    String name = digest < 0 ? image : image.substring(0, digest);
    // A colon before the last slash is the registry's port.
    int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
    return colon < 0 ? name : name.substring(0, colon);
  }

  /** {@code docker.io/library/ubuntu} of ubuntu, {@code docker.io/mageai/mageai}. */
  private static String withRegistry(String repository) {
    int slash = repository.indexOf('/');
    if (slash < 0) {
      return DOCKER_HUB + "/library/" + repository;
    }
    String first = repository.substring(0, slash);
    boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
    return registry ? oneName(first) + repository.substring(slash) : DOCKER_HUB + "/" + repository;
  }

  private static String oneName(String registry) {
    return DOCKER_HUBS.contains(registry) ? DOCKER_HUB : registry;
  }

  private static Optional<Finding> member(Grant grant) {
    if (grant.member().isEmpty()) {
      return Optional.of(
          grant.memberComesFromGoogle()
              ? Finding.good()
              : Finding.unknown(
                  "Who gets %s is known only after apply.".formatted(grant.shownRole())));
    }
    Matcher person = PERSON.matcher(grant.member().get());
    if (!person.matches()) {
      // Service accounts have no domain of people; the public is another rule's business.
      return Optional.of(Finding.good());
    }
    String name = person.group(1).toLowerCase(Locale.ROOT);
    String domain = name.substring(name.lastIndexOf('@') + 1);
    List<String> allowed = grant.subject().scene().policy().allowed().domains();
    return Optional.of(
        allowed.contains(domain)
            ? Finding.good()
            : Finding.bad(
                "%s is granted to %s, and allowed domains are %s."
                    .formatted(
                        grant.shownRole(), grant.shownMember(), String.join(", ", allowed))));
  }

  private static String lastPart(String text) {
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
