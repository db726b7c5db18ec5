package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tollgate.config.Principal;
import tollgate.config.ProjectId;
import tollgate.config.Region;

/**
 * Brings a project to where terraform can work: APIs, a bucket for the state, an account to deploy
 * as. It looks first and does only what is not so yet; stopped anywhere and run again it goes on.
 */
public final class Bootstrap {
  /** As many as one request may name (serviceusage, services.batchEnable). */
  private static final int MOST_APIS = 20;

  private static final Granted TOKEN_CREATOR =
      new Granted("roles/iam.serviceAccountTokenCreator", Optional.empty());
  private static final int LOOKS = 60;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final GoogleClient client;
  private final Wish wish;
  private final GoogleClient.Sleeper sleeper;

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
      List<Granted> roles,
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

  /** A role on the project, always or under a condition. */
  public record Granted(String role, Optional<Only> only) {
    boolean matches(JsonNode binding) {
      JsonNode condition = binding.path("condition");
      return binding.path("role").asText().equals(role)
          && (only.isPresent()
              ? condition.path("title").asText().equals(only.get().title())
                  && condition.path("expression").asText().equals(only.get().expression())
              : condition.isMissingNode());
    }
  }

  /** When a role counts, in IAM's expression language (CEL). */
  public record Only(String title, String expression) {}

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
    this.sleeper = sleeper;
  }

  /**
   * What is left to do; nothing is changed.
   *
   * @throws GoogleException when something cannot be looked at, or the bucket's name is taken
   */
  public List<Step> look() throws GoogleException {
    List<Step> steps = new ArrayList<>();
    Set<String> missing = missingApis();
    if (!missing.isEmpty()) {
      steps.add(
          new Step(
              "enable %d APIs: %s".formatted(missing.size(), String.join(", ", missing)),
              () -> enable(missing)));
    }
    new StateBucket(client, wish).step().ifPresent(steps::add);
    // Without its API the accounts cannot be looked at; then nothing can be there yet either.
    boolean accountsHidden = missing.contains("iam.googleapis.com");
    boolean account = !accountsHidden && accountExists();
    if (!account) {
      steps.add(new Step("make the account " + wish.deployer(), this::makeAccount));
    }
    List<Granted> roles = missingRoles();
    if (!roles.isEmpty()) {
      steps.add(
          new Step(
              "give it on the project: "
                  + roles.stream().map(Bootstrap::shown).collect(Collectors.joining(", ")),
              () ->
                  changePolicy(
                      Api.RESOURCE_MANAGER,
                      "/v3/projects/" + wish.project(),
                      policy -> {
                        boolean changed = false;
                        for (Granted role : wish.roles()) {
                          changed |= add(policy, role, "serviceAccount:" + wish.deployer());
                        }
                        return changed;
                      })));
    }
    List<Principal> users = account ? missingUsers() : wish.users();
    if (!users.isEmpty()) {
      steps.add(
          new Step(
              "let deploy as it: "
                  + String.join(", ", users.stream().map(Principal::toString).toList()),
              () ->
                  changePolicy(
                      Api.IAM,
                      accountPath(),
                      policy -> {
                        boolean changed = false;
                        for (Principal user : wish.users()) {
                          changed |= add(policy, TOKEN_CREATOR, user.toString());
                        }
                        return changed;
                      })));
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
        if (failed.problem().kind() != GoogleProblem.Kind.API_DISABLED || i == LOOKS) {
          throw failed;
        }
        pause();
      }
    }
  }

  // ---- APIs

  private Set<String> missingApis() throws GoogleException {
    Set<String> enabled = new HashSet<>();
    for (JsonNode service :
        client.list(
            Api.SERVICE_USAGE,
            "/v1/projects/%s/services?filter=state:ENABLED&pageSize=200".formatted(wish.project()),
            "services")) {
      String name = service.path("name").asText();
      enabled.add(name.substring(name.lastIndexOf('/') + 1));
    }
    Set<String> missing = new TreeSet<>(wish.apis());
    missing.removeAll(enabled);
    return missing;
  }

  private void enable(Set<String> apis) throws GoogleException {
    List<String> all = List.copyOf(apis);
    for (int i = 0; i < all.size(); i += MOST_APIS) {
      ObjectNode body = GoogleClient.JSON.createObjectNode();
      ArrayNode ids = body.putArray("serviceIds");
      all.subList(i, Math.min(all.size(), i + MOST_APIS)).forEach(ids::add);
      // Enabling what is enabled changes nothing, so this may be made twice.
      JsonNode operation =
          client.ask(
              Api.SERVICE_USAGE,
              "/v1/projects/%s/services:batchEnable".formatted(wish.project()),
              body);
      finish(operation);
    }
    for (int i = 0; i < LOOKS; i++) {
      if (missingApis().isEmpty()) {
        return;
      }
      pause();
    }
    throw late("The APIs are not enabled after two minutes.");
  }

  private void finish(JsonNode started) throws GoogleException {
    JsonNode operation = started;
    String name = operation.path("name").asText("");
    for (int i = 0; i < LOOKS && !operation.path("done").asBoolean(); i++) {
      if (!name.matches("operations/[A-Za-z0-9._-]{1,200}")) {
        return;
      }
      pause();
      operation = client.get(Api.SERVICE_USAGE, "/v1/" + name);
    }
    if (operation.has("error")) {
      ObjectNode body = GoogleClient.JSON.createObjectNode();
      body.set("error", operation.path("error"));
      throw new GoogleException(GoogleProblem.of(403, body.toString(), Api.SERVICE_USAGE));
    }
  }

  // ---- the account

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
    for (int i = 0; i < LOOKS; i++) {
      if (accountExists()) {
        return;
      }
      pause();
    }
    throw late("The account %s cannot be seen after two minutes.".formatted(wish.deployer()));
  }

  // ---- policies

  private List<Granted> missingRoles() throws GoogleException {
    JsonNode policy = policy(Api.RESOURCE_MANAGER, "/v3/projects/" + wish.project());
    return wish.roles().stream()
        .filter(role -> !holds(policy, role, "serviceAccount:" + wish.deployer()))
        .toList();
  }

  private static String shown(Granted granted) {
    return granted.role() + granted.only().map(only -> " (" + only.title() + ")").orElse("");
  }

  private List<Principal> missingUsers() throws GoogleException {
    if (wish.users().isEmpty()) {
      return List.of();
    }
    JsonNode policy = policy(Api.IAM, accountPath());
    return wish.users().stream()
        .filter(user -> !holds(policy, TOKEN_CREATOR, user.toString()))
        .toList();
  }

  /** The service-account API takes the options in the query, the other one in the body. */
  private JsonNode policy(Api api, String path) throws GoogleException {
    ObjectNode body = GoogleClient.JSON.createObjectNode();
    String query = "";
    if (api == Api.IAM) {
      query = "?options.requestedPolicyVersion=3";
    } else {
      body.putObject("options").put("requestedPolicyVersion", 3);
    }
    return client.ask(api, path + ":getIamPolicy" + query, body);
  }

  private interface Change {
    /** Changes a policy; false when nothing was to be changed. */
    boolean on(ObjectNode policy);
  }

  /**
   * The etag makes Google refuse the change when somebody else was quicker; then it is read anew.
   */
  private void changePolicy(Api api, String path, Change change) throws GoogleException {
    Optional<GoogleException> last = Optional.empty();
    for (int i = 0; i < 5; i++) {
      if (!(policy(api, path) instanceof ObjectNode policy) || !change.on(policy)) {
        return;
      }
      policy.put("version", 3);
      ObjectNode body = GoogleClient.JSON.createObjectNode();
      body.set("policy", policy);
      try {
        client.change(api, "POST", path + ":setIamPolicy", body);
        return;
      } catch (GoogleException failed) {
        GoogleProblem.Kind kind = failed.problem().kind();
        if (kind != GoogleProblem.Kind.CONFLICT && kind != GoogleProblem.Kind.PRECONDITION) {
          throw failed;
        }
        last = Optional.of(failed);
        pause();
      }
    }
    throw last.orElseThrow();
  }

  private static boolean holds(JsonNode policy, Granted role, String member) {
    for (JsonNode binding : policy.path("bindings")) {
      if (role.matches(binding)) {
        for (JsonNode each : binding.path("members")) {
          if (each.asText().equals(member)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** A binding under another condition, or none, is another binding. */
  private static boolean add(ObjectNode policy, Granted role, String member) {
    if (holds(policy, role, member)) {
      return false;
    }
    for (JsonNode binding : policy.withArray("/bindings")) {
      if (role.matches(binding) && binding.path("members") instanceof ArrayNode members) {
        members.add(member);
        return true;
      }
    }
    ObjectNode made = policy.withArray("/bindings").addObject().put("role", role.role());
    made.putArray("members").add(member);
    role.only()
        .ifPresent(
            only ->
                made.putObject("condition")
                    .put("title", only.title())
                    .put("expression", only.expression()));
    return true;
  }

  private void pause() throws GoogleException {
    try {
      sleeper.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw GoogleClient.problem(
          GoogleProblem.Kind.INTERRUPTED, "The wait was interrupted.", "Run the command again.");
    }
  }

  private static GoogleException late(String sentence) {
    return GoogleClient.problem(
        GoogleProblem.Kind.SLOW, sentence, "Run the command again; it goes on.");
  }
}
