package tollgate.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.plan.Action;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/**
 * What in a set of plans needs a word of its own before a deploy. A first deploy that stays inside
 * its budget, and grants narrow roles on its own things, needs none; docs/rules.md says it in full.
 */
final class Approvals {
  /** The share of the budget by which a standing platform may grow unasked. */
  private static final BigDecimal FREE_SHARE = new BigDecimal("0.25");

  /** Roles that hand out roles, or act as somebody else. */
  private static final Set<String> ESCALATING =
      Set.of(
          "roles/owner",
          "roles/editor",
          "roles/iam.serviceaccounttokencreator",
          "roles/iam.serviceaccountuser",
          "roles/iam.workloadidentityuser",
          "roles/resourcemanager.projectiamadmin",
          "roles/iam.securityadmin");

  private Approvals() {}

  static List<ApprovalRequest> of(Scene scene, List<Verdict> verdicts) {
    List<ApprovalRequest> requests = new ArrayList<>();
    for (Subject subject : scene.subjects()) {
      destructive(subject).ifPresent(requests::add);
      requests.addAll(access(subject));
    }
    cost(scene).ifPresent(requests::add);
    for (Verdict verdict : verdicts) {
      waived(verdict).ifPresent(requests::add);
    }
    return requests.stream().distinct().toList();
  }

  private static Optional<ApprovalRequest> destructive(Subject s) {
    if (LifecycleRules.losesData(s)) {
      return Optional.of(
          request(
              Approval.DESTRUCTIVE,
              s,
              s.change().action() == Action.REPLACE
                  ? "is deleted and made anew, empty"
                  : "is deleted with everything in it"));
    }
    boolean locks =
        s.now().get("retention_policy.is_locked").isTrue()
            && !s.change().before().get("retention_policy.is_locked").isTrue();
    return locks
        ? Optional.of(
            request(Approval.DESTRUCTIVE, s, "gets a retention lock, which can never be undone"))
        : Optional.empty();
  }

  private static List<ApprovalRequest> access(Subject s) {
    if (!s.change().action().changesSomething() || !s.now().exists()) {
      return List.of();
    }
    List<ApprovalRequest> requests = new ArrayList<>();
    for (Grant grant : added(s)) {
      dangerous(grant)
          .or(() -> widens(grant))
          .ifPresent(
              why ->
                  requests.add(
                      request(
                          Approval.ACCESS,
                          s,
                          "gives %s to %s, %s"
                              .formatted(grant.shownRole(), grant.shownMember(), why))));
    }
    opensDoor(s).ifPresent(why -> requests.add(request(Approval.ACCESS, s, why)));
    return requests;
  }

  /** The grants that were not there before. */
  private static List<Grant> added(Subject s) {
    List<Grant> before = Grant.in(s, s.change().before());
    return Grant.in(s).stream().filter(grant -> before.stream().noneMatch(grant::sameAs)).toList();
  }

  /** What plans give and a deploy begun once need not be asked for again. */
  static Set<GivenGrant> grants(Scene scene) {
    return scene.subjects().stream()
        .filter(s -> s.change().action().changesSomething() && s.now().exists())
        .flatMap(s -> added(s).stream())
        .filter(grant -> grant.role().isPresent() && grant.member().isPresent())
        .filter(grant -> dangerous(grant).isEmpty())
        .map(Grant::given)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Why a grant needs the word whenever it is given. */
  private static Optional<String> dangerous(Grant grant) {
    String role = grant.role().orElse("").toLowerCase(Locale.ROOT);
    if (grant.isPublic()) {
      return Optional.of("everybody on the internet");
    }
    return grant.isWide() && (ESCALATING.contains(role) || role.endsWith("admin"))
        ? Optional.of("on everything in the " + scope(grant))
        : Optional.empty();
  }

  /**
   * Why a grant is more than the narrow ones that every platform needs. A deploy that stopped
   * half-way leaves a stack that stands: what it was going to give is no news.
   */
  private static Optional<String> widens(Grant grant) {
    if (!grant.subject().scene().stood(grant.subject().stack())
        || grant.subject().scene().isGiven(grant)) {
      return Optional.empty();
    }
    if (grant.isHuman()) {
      return Optional.of("who had it not before");
    }
    return grant.isWide() ? Optional.of("on the whole " + scope(grant)) : Optional.empty();
  }

  private static String scope(Grant grant) {
    String type = grant.subject().type();
    return type.startsWith("google_folder")
        ? "folder"
        : type.startsWith("google_organization") ? "organization" : "project";
  }

  private static Optional<String> opensDoor(Subject s) {
    Values before = s.change().before();
    switch (s.type()) {
      case "google_compute_firewall" -> {
        List<String> open =
            Subject.texts(s.get("source_ranges")).stream().filter(Ranges::isPublic).toList();
        List<String> known = Subject.texts(before.get("source_ranges"));
        boolean allows = s.now().has("allow") && !s.get("disabled").isTrue();
        if (allows && !known.containsAll(open)) {
          return Optional.of("lets in " + String.join(", ", open));
        }
      }
      case "google_cloud_run_v2_service" -> {
        if (s.get("invoker_iam_disabled").isTrue()
            && !before.get("invoker_iam_disabled").isTrue()) {
          return Optional.of("does not ask callers who they are");
        }
        if (before.get("iap_enabled").isTrue() && !s.get("iap_enabled").isTrue()) {
          return Optional.of("is no longer behind Identity-Aware Proxy");
        }
      }
      case "google_sql_database_instance" -> {
        List<String> open = networks(s.now());
        if (!networks(before).containsAll(open)) {
          return Optional.of("lets in " + String.join(", ", open));
        }
      }
      case "google_storage_bucket" -> {
        if (is(before.get("public_access_prevention"), "enforced")
            && is(s.get("public_access_prevention"), "inherited")) {
          return Optional.of("may be made public again");
        }
      }
      case "google_project_iam_custom_role" -> {
        List<String> had = Subject.texts(before.get("permissions"));
        List<String> added =
            Subject.texts(s.get("permissions")).stream().filter(p -> !had.contains(p)).toList();
        if (before.exists() && !added.isEmpty()) {
          return Optional.of("gains " + String.join(", ", added));
        }
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<String> networks(Values sql) {
    return sql.blocks("settings.ip_configuration.authorized_networks").stream()
        .flatMap(network -> network.get("value").text().stream())
        .filter(Ranges::isPublic)
        .toList();
  }

  private static boolean is(Attr attr, String value) {
    return attr.text().filter(value::equalsIgnoreCase).isPresent();
  }

  private static Optional<ApprovalRequest> cost(Scene scene) {
    if (scene.cost().isEmpty()) {
      return Optional.empty();
    }
    CostChange cost = scene.cost().get();
    Policy policy = scene.policy();
    Optional<BigDecimal> own =
        Stream.concat(
                policy.limits().increase().stream(),
                BudgetRules.share(cost, policy.limits()).stream())
            .min(Comparator.naturalOrder());
    Basis basis =
        own.isPresent()
            ? policy.limits().basis()
            : policy.budget().map(Policy.Budget::basis).orElse(Basis.FLOOR);
    // What a deploy that stopped half-way was going to add was shown, and agreed to.
    BigDecimal rise = BudgetRules.rise(cost, basis).subtract(scene.agreed(cost, basis));
    Optional<BigDecimal> limit =
        own.or(
            () ->
                // A first deploy is what the budget was set for.
                cost.before().by(basis).signum() == 0
                    ? Optional.empty()
                    : policy
                        .budget()
                        .map(
                            budget ->
                                budget
                                    .monthly()
                                    .multiply(FREE_SHARE)
                                    .setScale(2, RoundingMode.HALF_UP)));
    return limit
        .filter(most -> rise.compareTo(most) > 0)
        .map(
            most ->
                new ApprovalRequest(
                    Approval.COST,
                    "",
                    Optional.empty(),
                    "the %s rises by %s a month, more than %s"
                        .formatted(basis.json(), Dollars.text(rise), Dollars.text(most))));
  }

  /** A denied cost or access rule that a waiver lets through still needs the word. */
  private static Optional<ApprovalRequest> waived(Verdict verdict) {
    if (verdict.outcome() != Verdict.Outcome.WAIVED
        || verdict.severity() != Severity.DENY
        || !verdict.changed()) {
      return Optional.empty();
    }
    return switch (verdict.family()) {
      case "cost" -> Optional.of(request(Approval.COST, verdict));
      case "access", "network", "identity" -> Optional.of(request(Approval.ACCESS, verdict));
      default -> Optional.empty();
    };
  }

  private static ApprovalRequest request(Approval kind, Subject s, String reason) {
    return new ApprovalRequest(kind, s.stack().stack(), Optional.of(s.address()), reason);
  }

  private static ApprovalRequest request(Approval kind, Verdict verdict) {
    return new ApprovalRequest(
        kind, verdict.stack(), verdict.address(), verdict.rule() + " is waived");
  }
}
