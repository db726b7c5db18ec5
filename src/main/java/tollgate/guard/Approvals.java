package tollgate.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    List<Grant> before = Grant.in(s, s.change().before());
    for (Grant grant : Grant.in(s)) {
      if (before.stream().noneMatch(grant::sameAs)) {
        widens(grant)
            .ifPresent(
                why ->
                    requests.add(
                        request(
                            Approval.ACCESS,
                            s,
                            "gives %s to %s, %s"
                                .formatted(grant.shownRole(), grant.shownMember(), why))));
      }
    }
    opensDoor(s).ifPresent(why -> requests.add(request(Approval.ACCESS, s, why)));
    return requests;
  }

  /** Why a new grant is more than the narrow ones that every platform needs. */
  private static Optional<String> widens(Grant grant) {
    String role = grant.role().orElse("").toLowerCase(Locale.ROOT);
    if (grant.isPublic()) {
      return Optional.of("everybody on the internet");
    }
    if (grant.isWide() && (ESCALATING.contains(role) || role.endsWith("admin"))) {
      return Optional.of("on everything in the " + scope(grant));
    }
    if (grant.subject().scene().stood(grant.subject().stack())) {
      if (grant.isHuman()) {
        return Optional.of("who had it not before");
      }
      if (grant.isWide()) {
        return Optional.of("on the whole " + scope(grant));
      }
    }
    return Optional.empty();
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
    BigDecimal before = cost.before().floor();
    BigDecimal rise = cost.after().floor().subtract(before);
    Optional<BigDecimal> limit =
        scene
            .policy()
            .increase()
            .or(
                () ->
                    // A first deploy is what the budget was set for.
                    before.signum() == 0
                        ? Optional.empty()
                        : scene
                            .policy()
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
                    "the floor rises by %s a month, more than %s"
                        .formatted(Dollars.text(rise), Dollars.text(most))));
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
