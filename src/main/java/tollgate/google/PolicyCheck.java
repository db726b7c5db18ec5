package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tollgate.config.ProjectId;
import tollgate.config.read.Shown;
import tollgate.doctor.Outcome;
import tollgate.google.Demand.Trait;

/**
 * Whether the organisation forbids what is wanted. The constraints are those of
 * docs.cloud.google.com/organization-policy/reference/org-policy-constraints.
 */
final class PolicyCheck {
  private static final int MOST_SHOWN = 5;

  private final GoogleClient client;
  private final ProjectId project;
  private final Demand demand;
  private final List<String> forbidden = new ArrayList<>();
  private final List<String> doubtful = new ArrayList<>();
  private int read;

  private PolicyCheck(GoogleClient client, ProjectId project, Demand demand) {
    this.client = client;
    this.project = project;
    this.demand = demand;
  }

  /** Rules that hold without a condition, all of them together. */
  private record Rules(
      boolean allowAll, boolean denyAll, boolean enforce, Set<String> allowed, Set<String> denied) {
    /** Whether a value of a list that knows no groups is let through. */
    boolean allows(String value) {
      return allowAll
          || (!denyAll
              && !contains(denied, value)
              && (allowed.isEmpty() || contains(allowed, value)));
    }

    private static boolean contains(Set<String> values, String value) {
      return values.contains(value) || values.contains("is:" + value);
    }

    boolean restricts() {
      return !allowAll && (denyAll || !allowed.isEmpty());
    }
  }

  /** Looks at the policies that what is wanted could meet. */
  static Outcome look(GoogleClient client, ProjectId project, Demand demand)
      throws GoogleException {
    PolicyCheck check = new PolicyCheck(client, project, demand);
    check.traits();
    check.members();
    check.locations();
    if (!check.forbidden.isEmpty()) {
      check.forbidden.addAll(check.doubtful);
      return Outcome.missing(
          String.join(" ", check.forbidden),
          "Choose otherwise in the settings, or ask the organisation's administrators for an exception for %s."
              .formatted(project));
    }
    return check.doubtful.isEmpty()
        ? Outcome.ok(
            "None of the %d policies of the organisation that could forbid something does."
                .formatted(check.read))
        : Outcome.warning(
            String.join(" ", check.doubtful),
            "Ask the organisation's administrators when a deploy is refused for it.");
  }

  private void traits() throws GoogleException {
    if (demand.traits().contains(Trait.EXTERNAL_ADDRESS)) {
      Rules rules = rules("compute.vmExternalIpAccess");
      if (rules.denyAll()) {
        forbidden.add(
            "The organisation lets no VM have an external address (compute.vmExternalIpAccess).");
      } else if (rules.restricts()) {
        doubtful.add(
            "The organisation lets only VMs that it names have an external address (compute.vmExternalIpAccess).");
      }
    }
    if (demand.traits().contains(Trait.PUBLIC_DATABASE)
        && rules("sql.restrictPublicIp").enforce()) {
      forbidden.add(
          "The organisation lets no Cloud SQL instance have a public address (sql.restrictPublicIp).");
    }
    if (demand.traits().contains(Trait.OPEN_INGRESS)) {
      Rules rules = rules("run.allowedIngress");
      if (!rules.allows("all")) {
        forbidden.add(
            "The organisation lets no Cloud Run service take requests from everywhere (run.allowedIngress: %s)."
                .formatted(shown(rules)));
      }
    }
    if (demand.traits().contains(Trait.ACCOUNT_KEY)
        && (rules("iam.disableServiceAccountKeyCreation").enforce()
            || rules("iam.managed.disableServiceAccountKeyCreation").enforce())) {
      forbidden.add(
          "The organisation lets nobody make keys of service accounts (iam.disableServiceAccountKeyCreation).");
    }
  }

  private void members() throws GoogleException {
    if (demand.members().isEmpty()) {
      return;
    }
    Rules rules = rules("iam.allowedPolicyMemberDomains");
    if (!rules.restricts()) {
      return;
    }
    List<String> everybody =
        demand.members().stream().filter(who -> who.startsWith("all")).sorted().toList();
    if (!everybody.isEmpty()) {
      forbidden.add(
          "The organisation lets only members of its own have roles, not %s (iam.allowedPolicyMemberDomains)."
              .formatted(String.join(", ", everybody)));
    }
    List<String> people =
        demand.members().stream().filter(who -> !who.startsWith("all")).sorted().toList();
    if (!people.isEmpty()) {
      doubtful.add(
          "The organisation lets only members of %s have roles (iam.allowedPolicyMemberDomains): see that %s are."
              .formatted(shown(rules), list(people)));
    }
  }

  private void locations() throws GoogleException {
    if (demand.locations().isEmpty()) {
      return;
    }
    Rules rules = rules("gcp.resourceLocations");
    Set<String> outside = new TreeSet<>();
    for (String location : demand.locations()) {
      if (!locates(rules, location)) {
        outside.add(location);
      }
    }
    if (!outside.isEmpty()) {
      boolean known = rules.denyAll() || rules.allowed().stream().noneMatch(PolicyCheck::curated);
      (known ? forbidden : doubtful)
          .add(
              "The organisation %s resources only in %s (gcp.resourceLocations), not in %s."
                  .formatted(
                      known ? "allows" : "seems to allow",
                      shown(rules),
                      list(List.copyOf(outside))));
    }
  }

  /** Groups of locations whose content is Google's to say. */
  private static boolean curated(String value) {
    return value.startsWith("in:");
  }

  /** Groups are named after a region, or after the part of the world that regions begin with. */
  private static boolean locates(Rules rules, String location) {
    if (rules.allows(location) && rules.denied().stream().noneMatch(PolicyCheck::curated)) {
      return true;
    }
    String place = location.toLowerCase(Locale.ROOT);
    if (covers(rules.denied(), place)) {
      return false;
    }
    return (rules.allowed().isEmpty() && !rules.denyAll()) || covers(rules.allowed(), place);
  }

  private static boolean covers(Set<String> values, String place) {
    return values.stream()
        .map(value -> value.startsWith("is:") ? value.substring(3) : value)
        .anyMatch(
            value -> {
              if (!value.startsWith("in:")) {
                return value.equals(place);
              }
              String group = value.substring(3).replaceFirst("-locations$", "");
              return group.equals(place) || place.startsWith(group + "-");
            });
  }

  /** A policy that is in force; that there is none is Google's default, which allows. */
  private Rules rules(String constraint) throws GoogleException {
    JsonNode policy;
    try {
      policy =
          client.get(
              Api.ORG_POLICY,
              "/v2/projects/%s/policies/%s:getEffectivePolicy".formatted(project, constraint));
    } catch (GoogleException failed) {
      if (failed.problem().kind() != GoogleProblem.Kind.NOT_FOUND) {
        throw failed;
      }
      policy = GoogleClient.JSON.createObjectNode();
    }
    read++;
    boolean allowAll = false;
    boolean denyAll = false;
    boolean enforce = false;
    Set<String> allowed = new TreeSet<>();
    Set<String> denied = new TreeSet<>();
    for (JsonNode rule : policy.path("spec").path("rules")) {
      if (rule.has("condition")) {
        continue;
      }
      allowAll |= rule.path("allowAll").asBoolean();
      denyAll |= rule.path("denyAll").asBoolean();
      enforce |= rule.path("enforce").asBoolean();
      rule.path("values").path("allowedValues").forEach(each -> allowed.add(each.asText()));
      rule.path("values").path("deniedValues").forEach(each -> denied.add(each.asText()));
    }
    return new Rules(allowAll, denyAll, enforce, allowed, denied);
  }

  private static String shown(Rules rules) {
    return rules.allowed().isEmpty() ? "none" : list(List.copyOf(rules.allowed()));
  }

  private static String list(List<String> values) {
    String text =
        String.join(", ", values.stream().limit(MOST_SHOWN).map(Shown::bare).sorted().toList());
    int more = values.size() - MOST_SHOWN;
    return more > 0 ? "%s and %d more".formatted(text, more) : text;
  }
}
