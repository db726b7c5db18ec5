package tollgate.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tollgate.config.Principal;
import tollgate.config.ProjectId;
import tollgate.config.Region;

/**
 * Brings a project to where terraform can work: APIs, a bucket for the state, an account to deploy
 * as. It looks first and does only what is not so yet; stopped anywhere and run again it goes on.
 */
public final class Bootstrap {
  private static final IamPolicies.Role TOKEN_CREATOR =
      new IamPolicies.Role("roles/iam.serviceAccountTokenCreator", Optional.empty());

  private final GoogleClient client;
  private final Wish wish;
  private final Patience patience;
  private final ProjectApis apis;
  private final IamPolicies policies;

  /**
   * What there should be.
   *
   * @param apis to be enabled
   * @param bucket for the state
   * @param deployer e-mail address of the account that terraform deploys as, one of the project's
   * @param roles of the deployer on the project
   * @param users who may deploy as the deployer
   */
  public record Wish(
      ProjectId project,
      Region region,
      Set<String> apis,
      String bucket,
      String deployer,
      List<IamPolicies.Role> roles,
      List<Principal> users) {
    public Wish {
      apis = Set.copyOf(apis);
      roles = List.copyOf(roles);
      users = List.copyOf(users);
    }

    private String deployerId() {
      return deployer.substring(0, deployer.indexOf('@'));
    }
  }

  /**
   * Something that is not so yet.
   *
   * @param sentence what will be done
   */
  public record Step(String sentence, Work work) {}

  /** Does a step. */
  @FunctionalInterface
  public interface Work {
    void run() throws GoogleException;
  }

  /**
   * @param sleeper waits until what was asked for can be seen
   */
  public Bootstrap(GoogleClient client, Wish wish, GoogleClient.Sleeper sleeper) {
    this.client = client;
    this.wish = wish;
    this.patience = new Patience(sleeper);
    this.apis = new ProjectApis(client, wish.project());
    this.policies = new IamPolicies(client, patience);
  }

  /**
   * What is left to do; nothing is changed.
   *
   * @throws GoogleException when something cannot be looked at, or the bucket's name is taken
   */
  public List<Step> look() throws GoogleException {
    List<Step> steps = new ArrayList<>();
    Set<String> missing = apis.missing(wish.apis());
    if (!missing.isEmpty()) {
      steps.add(
          new Step(
              "enable %d APIs: %s".formatted(missing.size(), String.join(", ", missing)),
              () -> apis.enable(missing, patience)));
    }
    new StateBucket(client, wish).step().ifPresent(steps::add);
    // Without its API the accounts cannot be looked at; then nothing can be there yet either.
    boolean account = !missing.contains("iam.googleapis.com") && accountExists();
    if (!account) {
      steps.add(new Step("make the account " + wish.deployer(), this::makeAccount));
    }
    List<IamPolicies.Grant> roles =
        wish.roles().stream()
            .map(role -> new IamPolicies.Grant(role, "serviceAccount:" + wish.deployer()))
            .toList();
    String project = "/v3/projects/" + wish.project();
    List<IamPolicies.Grant> missingRoles = policies.missing(Api.RESOURCE_MANAGER, project, roles);
    if (!missingRoles.isEmpty()) {
      steps.add(
          new Step(
              "give it on the project: "
                  + missingRoles.stream()
                      .map(grant -> grant.role().shown())
                      .collect(Collectors.joining(", ")),
              () -> policies.add(Api.RESOURCE_MANAGER, project, roles)));
    }
    List<IamPolicies.Grant> users =
        wish.users().stream()
            .map(user -> new IamPolicies.Grant(TOKEN_CREATOR, user.toString()))
            .toList();
    List<IamPolicies.Grant> missingUsers =
        account ? policies.missing(Api.IAM, accountPath(), users) : users;
    if (!missingUsers.isEmpty()) {
      steps.add(
          new Step(
              "let deploy as it: "
                  + missingUsers.stream()
                      .map(IamPolicies.Grant::member)
                      .collect(Collectors.joining(", ")),
              () -> policies.add(Api.IAM, accountPath(), users)));
    }
    return List.copyOf(steps);
  }

  /**
   * Does a step.
   *
   * @throws GoogleException when it does not work; what was done stays
   */
  public void run(Step step) throws GoogleException {
    for (int i = 0; ; i++) {
      try {
        step.work().run();
        return;
      } catch (GoogleException failed) {
        // A new API answers as if it were off for a minute.
        if (failed.problem().kind() != GoogleProblem.Kind.API_DISABLED || i == Patience.LOOKS) {
          throw failed;
        }
        patience.pause();
      }
    }
  }

  private String accountPath() {
    return "/v1/projects/%s/serviceAccounts/%s".formatted(wish.project(), wish.deployer());
  }

  private boolean accountExists() throws GoogleException {
    try {
      client.get(Api.IAM, accountPath());
      return true;
    } catch (GoogleException failed) {
      if (failed.problem().kind() == GoogleProblem.Kind.NOT_FOUND) {
        return false;
      }
      throw failed;
    }
  }

  private void makeAccount() throws GoogleException {
    ObjectNode body = GoogleClient.JSON.createObjectNode().put("accountId", wish.deployerId());
    body.putObject("serviceAccount").put("displayName", "Deploys the data platform");
    try {
      client.create(Api.IAM, "/v1/projects/%s/serviceAccounts".formatted(wish.project()), body);
    } catch (GoogleException failed) {
      if (failed.problem().kind() != GoogleProblem.Kind.CONFLICT) {
        throw failed;
      }
    }
    // A new account is not seen everywhere at once, and a policy refuses one that it does not see.
    patience.until(
        this::accountExists,
        "The account %s cannot be seen after two minutes.".formatted(wish.deployer()));
  }
}
