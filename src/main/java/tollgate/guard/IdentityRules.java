package tollgate.guard;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Secrets that lie about, and identities that reach further than they should. */
final class IdentityRules {
  /** Arguments whose value ends up in the plan and the state, and what does not. */
  private static final Map<String, List<String>> PLAIN =
      Map.of(
          "google_secret_manager_secret_version", List.of("secret_data"),
          "google_secret_manager_regional_secret_version", List.of("secret_data"),
          "google_sql_user", List.of("password"),
          "google_sql_database_instance", List.of("root_password"));

  private static final Set<String> IMPERSONATING =
      Set.of("roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser");

  private IdentityRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("identity/secret-in-plain")
            .good("No secret is written into a plan or state.")
            .why("Whoever can read the state, a log or a saved plan then has the password.")
            .fix(
                "Use the write-only argument (password_wo, secret_data_wo, root_password_wo) with an"
                    + " ephemeral value; it needs Terraform 1.11.")
            .source("https://developer.hashicorp.com/terraform/language/manage-sensitive-data")
            .check(Check.standing(PLAIN.keySet(), IdentityRules::plain)),
        Rule.deny("identity/secret-in-environment")
            .good("A container reads secrets from Secret Manager.")
            .why("A plain value is in the plan, the state, the console and every revision.")
            .fix("Use value_source.secret_key_ref.")
            .source("https://cloud.google.com/run/docs/configuring/services/secrets")
            .check(
                Check.standing(
                    Set.of("google_cloud_run_v2_service", "google_cloud_run_v2_job"),
                    IdentityRules::environment)),
        Rule.deny("identity/project-wide-impersonation")
            .good("Nobody may act as every service account of a project.")
            .why("Who can act as any account has the rights of all of them together.")
            .fix("Grant the role with google_service_account_iam_member on the one account.")
            .source(
                "https://cloud.google.com/iam/docs/service-account-permissions; CKV_GCP_41,"
                    + " CKV_GCP_44, CKV_GCP_45, CKV_GCP_49, GCP-0005, GCP-0009, GCP-0011")
            .check(Check.grants(IdentityRules::impersonation)),
        Rule.warn("access/project-wide-admin")
            .good("Nobody administers a product on a whole project.")
            .why("An admin role also reaches everything that is added later.")
            .fix(
                "Grant the role on the one bucket, dataset, secret or service. For an account that"
                    + " deploys, which makes them in the first place, waive this for its grants.")
            .source(
                "https://cloud.google.com/iam/docs/using-iam-securely#least_privilege; CKV_GCP_42 and"
                    + " GCP-0007 for service accounts")
            .check(Check.grants(IdentityRules::admin)),
        Rule.deny("identity/federation-condition")
            .good("A workload identity provider says which repositories or accounts it trusts.")
            .why("Without a condition every repository on the platform may ask for a token.")
            .fix("Set attribute_condition to your organization, repository or account.")
            .source(
                "https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines#conditions;"
                    + " CKV_GCP_118, CKV_GCP_125, GCP-0068")
            .each("google_iam_workload_identity_pool_provider", IdentityRules::condition),
        Rule.deny("identity/federation-whole-pool")
            .good("A grant to a workload identity pool names one attribute of the workload.")
            .why("A grant to the whole pool lets every workload of every provider in.")
            .fix(
                "Use principalSet://…/attribute.repository/OWNER/NAME instead of the pool's"
                    + " asterisk.")
            .source("https://cloud.google.com/iam/docs/workload-identity-federation#impersonation")
            .check(Check.grants(IdentityRules::pool)));
  }

  private static Finding plain(Subject s) {
    for (String argument : PLAIN.getOrDefault(s.type(), List.of())) {
      Attr value = s.written(argument);
      if (value.isKnown() && value.text().filter(String::isEmpty).isEmpty()) {
        return Finding.bad("%s is written into plan and state.".formatted(argument));
      }
      if (value.isUnknown()) {
        return Finding.bad(
            "%s will be written into the state, whatever its value.".formatted(argument));
      }
    }
    return Finding.good();
  }

  private static Finding environment(Subject s) {
    String path =
        s.type().endsWith("_job") ? "template.template.containers" : "template.containers";
    boolean unknown = false;
    for (Values container : s.blocks(path)) {
      for (Values variable : container.blocks("env")) {
        String name = variable.get("name").text().orElse("");
        if (Secrets.isTelling(name) && !variable.has("value_source")) {
          Attr value = variable.get("value");
          if (value.text().filter(text -> !text.isEmpty()).isPresent()) {
            return Finding.bad("The variable %s holds its secret in plain.".formatted(name));
          }
          unknown |= value.isUnknown();
        }
      }
    }
    return unknown
        ? Finding.unknown("A variable named like a secret gets its value only at apply.")
        : Finding.good();
  }

  private static Optional<Finding> impersonation(Grant grant) {
    if (!grant.isWide()) {
      return Optional.empty();
    }
    if (grant.role().isEmpty()) {
      return Optional.of(unknownRole(grant));
    }
    return Optional.of(
        grant.role().filter(IMPERSONATING::contains).isPresent()
            ? Finding.bad(
                "%s may act as every service account of the project."
                    .formatted(grant.shownMember()))
            : Finding.good());
  }

  private static Optional<Finding> admin(Grant grant) {
    if (!grant.isWide()) {
      return Optional.empty();
    }
    if (grant.role().isEmpty()) {
      return Optional.of(unknownRole(grant));
    }
    return Optional.of(
        grant.role().filter(role -> role.toLowerCase(Locale.ROOT).endsWith("admin")).isPresent()
            ? Finding.bad(
                "%s is granted to %s on the whole project."
                    .formatted(grant.shownRole(), grant.shownMember()))
            : Finding.good());
  }

  private static Finding unknownRole(Grant grant) {
    return grant.roleComesFromGoogle()
        ? Finding.good()
        : Finding.unknown("Which role is granted is known only after apply.");
  }

  private static Finding condition(Subject s) {
    Attr condition = s.get("attribute_condition");
    if (condition.isUnknown()) {
      return Finding.unknown("Whom the provider trusts is not known before apply.");
    }
    boolean shared =
        s.get("oidc.issuer_uri")
            .text()
            .filter(
                issuer ->
                    issuer.contains("githubusercontent.com")
                        || issuer.contains("gitlab.com")
                        || issuer.contains("app.terraform.io")
                        || issuer.contains("circleci.com")
                        || issuer.contains("bitbucket.org"))
            .isPresent();
    return shared && condition.text().filter(text -> !text.isBlank()).isEmpty()
        ? Finding.bad(
            "Everybody who uses %s may ask for a token.".formatted(s.shown("oidc.issuer_uri")))
        : Finding.good();
  }

  /** Whether the role is the one that pools are given, or may turn out to be. */
  private static boolean federates(Grant grant) {
    return grant.role().map(role -> role.equals("roles/iam.workloadIdentityUser")).orElse(true);
  }

  private static Optional<Finding> pool(Grant grant) {
    if (grant.member().isEmpty()) {
      return grant.memberComesFromGoogle() || !federates(grant)
          ? Optional.of(Finding.good())
          : Optional.of(Finding.unknown("Who is granted a role is known only after apply."));
    }
    return grant
        .member()
        .filter(
            member ->
                member.startsWith("principalSet://") && member.contains("workloadIdentityPools/"))
        .map(
            member ->
                member.endsWith("/*")
                    ? Finding.bad(
                        "%s is granted to every workload of the pool.".formatted(grant.shownRole()))
                    : Finding.good());
  }
}
