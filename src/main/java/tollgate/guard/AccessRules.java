package tollgate.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.Attr;

/** Who gets in: the public, whole projects, keys. */
final class AccessRules {
  private static final Set<String> BASIC = Set.of("roles/owner", "roles/editor");

  private AccessRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("access/public-members")
            .good("Nothing is granted to allUsers or allAuthenticatedUsers.")
            .why(
                "Both mean anybody on the internet; allAuthenticatedUsers only asks for some Google"
                    + " account.")
            .fix("Grant the role to a group or user; put a web page behind Identity-Aware Proxy.")
            .source(
                "https://cloud.google.com/iam/docs/overview#all-users; CKV_GCP_15, CKV_GCP_28,"
                    + " CKV_GCP_99, CKV_GCP_100, CKV_GCP_101, CKV_GCP_102, CKV2_GCP_6, CKV2_GCP_8,"
                    + " GCP-0001, GCP-0046")
            .check(Check.grants(AccessRules::publicMember)),
        Rule.deny("access/invoker-check-off")
            .good("Cloud Run asks every caller who it is.")
            .why("invoker_iam_disabled lets anybody on the internet call the service.")
            .fix("Leave invoker_iam_disabled out and set iap_enabled, or grant roles/run.invoker.")
            .source("https://cloud.google.com/run/docs/authenticating/public")
            .each("google_cloud_run_v2_service", AccessRules::invokerCheck),
        Rule.deny("access/basic-role")
            .good("Nobody is given the owner or editor role.")
            .why("They hold thousands of permissions, on everything that will ever be added.")
            .fix("Grant predefined roles on the bucket, dataset, secret or service itself.")
            .source(
                "https://cloud.google.com/iam/docs/roles-overview#basic; CKV_GCP_115, CKV_GCP_116,"
                    + " CKV_GCP_117; GCP-0007 for service accounts")
            .check(Check.grants(AccessRules::basicRole)),
        Rule.warn("access/viewer-role")
            .good("Nobody is given the viewer role on a whole project.")
            .why("It reads the settings of everything, and lists names and addresses.")
            .fix("Grant the viewer role of the one product that is looked at.")
            .source(
                "https://cloud.google.com/iam/docs/roles-overview#basic; CKV_GCP_115, CKV_GCP_116,"
                    + " CKV_GCP_117")
            .check(Check.grants(AccessRules::viewer)),
        Rule.deny("access/authoritative-project-iam")
            .good("Project-wide grants add to what others have granted.")
            .why(
                "A project's iam_policy or iam_binding removes every grant it does not name,"
                    + " Google's own agents and yourself among them.")
            .fix("Use google_project_iam_member.")
            .source(
                "https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/google_project_iam")
            .check(
                Check.standing(
                    Set.of(
                        "google_project_iam_policy",
                        "google_project_iam_binding",
                        "google_folder_iam_policy",
                        "google_folder_iam_binding",
                        "google_organization_iam_policy",
                        "google_organization_iam_binding"),
                    s ->
                        Finding.bad(
                            "%s takes %s away from everybody it does not name."
                                .formatted(
                                    s.type(),
                                    s.type().endsWith("_policy")
                                        ? "every role"
                                        : s.shown("role"))))),
        Rule.deny("identity/service-account-key")
            .good("No service-account key exists.")
            .why("A key is a password that does not expire and ends up in state, logs and git.")
            .fix(
                "Attach the service account to the machine or service, or impersonate it; from CI"
                    + " use workload identity federation.")
            .source(
                "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys;"
                    + " CKV2_GCP_3")
            .absolute()
            .each(
                "google_service_account_key",
                s -> Finding.bad("This makes a key, and writes it into the state.")));
  }

  private static Optional<Finding> publicMember(Grant grant) {
    if (grant.member().isEmpty()) {
      if (grant.memberComesFromGoogle()) {
        return Optional.of(Finding.good());
      }
      return Optional.of(
          Finding.unknown("Who gets %s is known only after apply.".formatted(grant.shownRole())));
    }
    return Optional.of(
        grant.isPublic()
            ? Finding.bad(
                "%s is granted to %s: everybody on the internet."
                    .formatted(grant.shownRole(), grant.shownMember()))
            : Finding.good());
  }

  private static Finding invokerCheck(Subject s) {
    Attr disabled = s.get("invoker_iam_disabled");
    if (disabled.isUnknown()) {
      return Finding.unknown("Whether callers are checked is not known before apply.");
    }
    return disabled.isTrue()
        ? Finding.bad("The service takes calls from everybody on the internet.")
        : Finding.good();
  }

  private static Optional<Finding> basicRole(Grant grant) {
    if (grant.role().isEmpty() && grant.roleComesFromGoogle()) {
      return Optional.of(Finding.good());
    }
    if (grant.role().isEmpty()) {
      return Optional.of(Finding.unknown("Which role is granted is known only after apply."));
    }
    return Optional.of(
        grant.role().filter(BASIC::contains).isPresent()
            ? Finding.bad("%s is granted to %s.".formatted(grant.shownRole(), grant.shownMember()))
            : Finding.good());
  }

  private static Optional<Finding> viewer(Grant grant) {
    if (!grant.isWide()) {
      return Optional.empty();
    }
    if (grant.role().isEmpty() && grant.roleComesFromGoogle()) {
      return Optional.of(Finding.good());
    }
    if (grant.role().isEmpty()) {
      return Optional.of(Finding.unknown("Which role is granted is known only after apply."));
    }
    return Optional.of(
        grant.role().filter("roles/viewer"::equals).isPresent()
            ? Finding.bad("roles/viewer is granted to %s.".formatted(grant.shownMember()))
            : Finding.good());
  }
}
