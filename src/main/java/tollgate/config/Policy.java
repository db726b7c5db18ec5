package tollgate.config;

import java.util.List;
import java.util.Map;
import tollgate.config.read.Choice;
import tollgate.config.read.Dictionary;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Shape;
import tollgate.config.read.Truth;

/**
 * How strict the gate is. An empty list allows everything.
 *
 * @param severities rules with another severity than their own, by rule id
 * @param locations regions, multi-regions and {@code global} where something may be
 * @param machineFamilies {@code e2}: what machines may be of
 * @param images registries and repositories that containers may come from
 * @param domains of the people who may be granted something
 * @param signedApprovals whether an approval from another job counts only with a signature
 */
public record Policy(
    Map<String, Severity> severities,
    List<String> locations,
    List<String> machineFamilies,
    List<String> images,
    List<String> domains,
    boolean signedApprovals) {

  /** What a broken rule does. */
  public enum Severity {
    DENY,
    WARN
  }

  private static final Field<Map<String, Severity>> SEVERITIES =
      Field.of(
              "severities",
              new Dictionary<>(
                  "severities",
                  RuleId.SHAPE,
                  "Write the id of a rule, as rules lists them.",
                  new Choice<>(Severity.class),
                  100))
          .orElse(Map.of())
          .means("Rules that deny or only warn, against their own severity.")
          .like("{cost/cloud-run-always-on: warn}");
  private static final Field<List<String>> LOCATIONS =
      Field.of("locations", new Lists<>("locations", Allowed.LOCATION, 0, 60))
          .orElse(List.of())
          .showing("everywhere")
          .means(
              "Where things may be: regions, multi-regions, and global for what Google keeps"
                  + " wherever it likes.")
          .like("[us-central1, US, global]");
  private static final Field<List<String>> FAMILIES =
      Field.of("machine_families", new Lists<>("machine families", Allowed.FAMILY, 0, 30))
          .orElse(List.of())
          .showing("all")
          .means("Families that machine types may be of.")
          .like("[e2, n2]");
  private static final Field<List<String>> IMAGES =
      Field.of("images", new Lists<>("registries", Allowed.IMAGE, 0, 50))
          .orElse(List.of())
          .showing("all")
          .means("Registries or repositories that containers may come from, with what is below.")
          .like("[us-central1-docker.pkg.dev/acme-data-dev, docker.io/mageai]");
  private static final Field<List<String>> DOMAINS =
      Field.of("domains", new Lists<>("domains", Allowed.PEOPLE, 0, 50))
          .orElse(List.of())
          .showing("all")
          .means("Domains of the people and groups who may be granted something.")
          .like("[acme.example]");

  private static final Field<Boolean> SIGNED =
      Field.of("signed_approvals", new Truth())
          .orElse(false)
          .means(
              "Whether an approval from another job counts only when it is signed with"
                  + " TOLLGATE_APPROVAL_KEY, and a danger is accepted by nothing else where nobody"
                  + " can be asked.")
          .like("true");

  static final Shape<Policy> SHAPE =
      new Shape<>(
          "policy",
          "How strict the gate is.",
          List.of(SEVERITIES, LOCATIONS, FAMILIES, IMAGES, DOMAINS, SIGNED),
          in ->
              new Policy(
                  in.get(SEVERITIES),
                  in.get(LOCATIONS),
                  in.get(FAMILIES),
                  in.get(IMAGES),
                  in.get(DOMAINS),
                  in.get(SIGNED)));

  /** Every rule with its own severity, and everything allowed. */
  static final Policy DEFAULT = SHAPE.ofDefaults();

  public Policy {
    severities = Map.copyOf(severities);
    locations = List.copyOf(locations);
    machineFamilies = List.copyOf(machineFamilies);
    images = List.copyOf(images);
    domains = List.copyOf(domains);
    new Faults()
        .check(SEVERITIES, severities)
        .check(LOCATIONS, locations)
        .check(FAMILIES, machineFamilies)
        .check(IMAGES, images)
        .check(DOMAINS, domains)
        .raise();
  }
}
