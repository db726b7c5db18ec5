package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.iam_workload_identity_pool.IamWorkloadIdentityPool;
import com.hashicorp.cdktf.providers.google.iam_workload_identity_pool_provider.IamWorkloadIdentityPoolProvider;
import com.hashicorp.cdktf.providers.google.iam_workload_identity_pool_provider.IamWorkloadIdentityPoolProviderOidc;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stacks.parts.Member;
import stacks.parts.Names;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.Deployer;
import tollgate.config.Principal;

/**
 * The account that terraform deploys as: people impersonate it, jobs of one place on GitHub
 * exchange their token for its, nobody has a key. Costs nothing. Opens the project to whoever the
 * settings name, within the roles below; which roles it may grant on the project is limited to
 * those that the stacks grant there, so it cannot make itself or anybody an owner of it. Sources:
 * cloud.google.com/iam/docs/setting-limits-on-granting-roles,
 * cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines.
 */
final class DeployerAccount {
  /** Also what {@code tollgate bootstrap} makes, before there is terraform to do it. */
  static final String ID = "tollgate-deployer";

  static final String POOL = "tollgate-github";
  private static final String PROVIDER = "github";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  /** Enough where the stacks grant nothing on the project. */
  private static final String READS_POLICY = "iam.securityReviewer";

  /** As many as one list in a condition may have; lists are joined. */
  private static final int ROLES_IN_A_LIST = 10;

  private DeployerAccount() {}

  /**
   * As the stacks name it: by its address, which follows from the settings.
   *
   * @param reference what Terraform is given
   */
  static Member member(Names names, String reference) {
    return Member.account(names, ID, reference);
  }

  /** The same for stacks that do not make it. */
  static Member member(Names names) {
    return member(names, "serviceAccount:" + names.serviceAccount(ID));
  }

  /**
   * Makes it with all it may do.
   *
   * @param resourceTypes of all stacks
   */
  static void make(
      StackScope scope,
      Deployer wish,
      Collection<String> resourceTypes,
      List<? extends ITerraformDependable> apis) {
    ServiceAccount account =
        ServiceAccount.Builder.create(scope.construct(), "deployer")
            .accountId(ID)
            .displayName("Deploys the data platform")
            // Made by the bootstrap as a rule, with the same roles.
            .createIgnoreAlreadyExists(true)
            .dependsOn(apis)
            .build();
    scope.named(account, ID);
    Member deployer = member(scope.names(), account.getMember());
    String project = scope.settings().project().value();
    // Before its own: what it may grant does not hold what it has.
    SortedSet<String> projectRoles = scope.projectRoles();
    for (String role : DeployerRoles.of(resourceTypes)) {
      if (!role.equals(DeployerRoles.PROJECT_GRANTS)) {
        scope.grant(new Target.Project(project), Role.of(role), deployer, "Deploys");
      } else if (projectRoles.isEmpty()) {
        scope.grant(
            new Target.Project(project),
            Role.of(READS_POLICY),
            deployer,
            "Compares who may do what with the plan");
      } else {
        scope.grant(
            new Target.Project(project, Optional.of(limit(projectRoles))),
            Role.of(role),
            deployer,
            "Grants what the stacks grant on the project");
      }
    }
    Target itself = Target.Account.of(scope.names(), ID, account.getEmail());
    for (Principal person : wish.people()) {
      scope.grant(
          itself,
          Role.of("iam.serviceAccountTokenCreator"),
          Member.of(person),
          "Deploys as this account");
    }
    wish.github().ifPresent(github -> github(scope, github, itself, apis));
    scope.output("deployer", account.getEmail(), "The account to deploy as");
  }

  /**
   * Lets it make what runs as an account of a stack, and only that: the accounts of others in the
   * project stay closed to it. What runs as one waits for the grant.
   */
  static void useAccountsOf(StackScope scope) {
    List<ServiceAccount> accounts =
        scope.resources().stream()
            .filter(ServiceAccount.class::isInstance)
            .map(ServiceAccount.class::cast)
            .toList();
    List<TerraformResource> before = new ArrayList<>();
    for (ServiceAccount account : accounts) {
      String id = account.getAccountIdInput();
      before.add(
          scope.grant(
              Target.Account.of(scope.names(), id, account.getEmail()),
              Role.of("iam.serviceAccountUser"),
              member(scope.names()),
              "Deploys what runs as this account"));
    }
    if (!before.isEmpty()) {
      scope.awaitInWhatRuns(before);
    }
  }

  /** That only these roles are given or taken on the project. */
  static Target.Condition limit(SortedSet<String> roles) {
    List<String> all = List.copyOf(roles);
    List<String> lists = new ArrayList<>();
    for (int i = 0; i < all.size(); i += ROLES_IN_A_LIST) {
      lists.add(
          all.subList(i, Math.min(all.size(), i + ROLES_IN_A_LIST)).stream()
              .map(role -> "'" + role + "'")
              .collect(
                  Collectors.joining(
                      ", ",
                      "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([",
                      "])")));
    }
    return new Target.Condition("the platform's roles only", String.join(" || ", lists));
  }

  private static void github(
      StackScope scope,
      Deployer.Github github,
      Target account,
      List<? extends ITerraformDependable> apis) {
    IamWorkloadIdentityPool pool =
        IamWorkloadIdentityPool.Builder.create(scope.construct(), "github-pool")
            .workloadIdentityPoolId(POOL)
            .displayName("GitHub")
            .description("Jobs that deploy the data platform")
            .dependsOn(apis)
            .build();
    scope.named(pool, POOL);
    IamWorkloadIdentityPoolProvider provider =
        IamWorkloadIdentityPoolProvider.Builder.create(scope.construct(), "github-provider")
            .workloadIdentityPoolId(pool.getWorkloadIdentityPoolId())
            .workloadIdentityPoolProviderId(PROVIDER)
            .displayName("GitHub Actions")
            .attributeMapping(
                Map.of(
                    "google.subject", "assertion.sub",
                    "attribute.repository", "assertion.repository"))
            .attributeCondition(condition(github))
            .oidc(IamWorkloadIdentityPoolProviderOidc.builder().issuerUri(ISSUER).build())
            .build();
    scope.named(provider, PROVIDER);
    String jobs =
        "principalSet://iam.googleapis.com/projects/%s/locations/global/workloadIdentityPools/%s/attribute.repository/%s"
            .formatted(scope.projectNumber(), POOL, github.repository());
    scope.grant(
        account,
        Role.of("iam.workloadIdentityUser"),
        new Member("jobs of " + github.repository() + " on GitHub", "github", jobs),
        "Deploys as this account, within the provider's condition",
        List.of(provider));
    scope.output(
        "workload_identity_provider",
        provider.getName(),
        "What google-github-actions/auth asks for");
  }

  /** Who else uses GitHub cannot get a token, nor another branch or environment of the same. */
  private static String condition(Deployer.Github github) {
    return Stream.of(
            Optional.of("assertion.repository == '" + github.repository() + "'"),
            github.repositoryId().map(id -> "assertion.repository_id == '" + id + "'"),
            github.branch().map(branch -> "assertion.ref == 'refs/heads/" + branch + "'"),
            github.environment().map(name -> "assertion.environment == '" + name + "'"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" && "));
  }
}
