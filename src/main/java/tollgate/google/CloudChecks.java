package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tollgate.config.BillingAccount;
import tollgate.config.ProjectId;
import tollgate.doctor.Check;
import tollgate.doctor.Outcome;

/** Looks at a project on Google Cloud; every request only reads. */
public final class CloudChecks {
  /** As many as one request may name (cloud.google.com/resource-manager, testIamPermissions). */
  private static final int MOST_PERMISSIONS = 100;

  /** Google takes a signed statement within five minutes; a minute off is no good clock already. */
  private static final Duration MOST_OFF = Duration.ofSeconds(60);

  private final Connection connection;
  private final Need need;

  /** Makes the client; credentials are looked for when the first check runs. */
  @FunctionalInterface
  public interface Connection {
    GoogleClient client() throws GoogleException;
  }

  /**
   * What is needed of a project.
   *
   * @param scope asked for by the checks that need it, for it takes a while to know
   * @param buckets that would be made
   * @param stateBucket where the state is kept; empty for a file
   * @param where the options by which a command means this project
   */
  public record Need(
      ProjectId project,
      Supplier<Scope> scope,
      List<String> buckets,
      Optional<String> stateBucket,
      Optional<BillingAccount> billing,
      String where) {
    public Need {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * What a plan, or the stacks, touch.
   *
   * @param apis that must be enabled, {@code run.googleapis.com}
   * @param permissions on the project
   * @param unknown resource types of which nobody has written down what they need
   * @param demand what else they want
   * @param fresh whether all of it is new, as in a plan; otherwise it may stand already
   */
  public record Scope(
      Set<String> apis,
      Set<String> permissions,
      Set<String> unknown,
      Demand demand,
      boolean fresh) {
    public Scope {
      apis = Set.copyOf(apis);
      permissions = Set.copyOf(permissions);
      unknown = Set.copyOf(unknown);
    }
  }

  public CloudChecks(Connection connection, Need need) {
    this.connection = connection;
    this.need = need;
  }

  public List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(check("credentials", "credentials", this::credentials));
    checks.add(check("quota-project", "quota project", this::quotaProject));
    checks.add(check("project", "project", this::project));
    checks.add(check("billing", "billing", this::billing));
    checks.add(check("apis", "APIs", this::apis));
    checks.add(check("permissions", "permissions", this::permissions));
    checks.add(check("bucket-names", "bucket names", this::bucketNames));
    checks.add(
        check(
            "policies",
            "policies",
            client -> PolicyCheck.look(client, need.project(), need.scope().get().demand())));
    checks.add(check("quotas", "quotas", this::quotas));
    checks.add(check("image", "container image", this::image));
    need.stateBucket()
        .ifPresent(
            bucket ->
                checks.add(check("state-bucket", "state bucket", client -> state(client, bucket))));
    return List.copyOf(checks);
  }

  /** Whether this machine's clock is right: tokens are signed with the time. */
  public static Outcome clock(GoogleClient client, Clock clock) throws GoogleException {
    try {
      Duration off = Duration.between(client.time(), clock.instant()).abs();
      return off.compareTo(MOST_OFF) <= 0
          ? Outcome.ok("The clock is right to within a minute.")
          : Outcome.warning(
              "The clock is off by %d s; Google refuses tokens of another time."
                  .formatted(off.toSeconds()),
              "Set it; in WSL, wsl --shutdown and a new start do.");
    } catch (GoogleException failed) {
      return Outcome.unchecked(failed.problem().sentence(), failed.problem().fix());
    }
  }

  private interface CloudLook {
    Outcome at(GoogleClient client) throws GoogleException;
  }

  /** Without credentials one check says so; the others could not be looked at. */
  private Check check(String id, String subject, CloudLook look) {
    return new Check(
        id,
        subject,
        () -> {
          try {
            return look.at(connection.client());
          } catch (GoogleException failed) {
            GoogleProblem problem = failed.problem();
            boolean own = id.equals("credentials") && !problem.kind().transientFault();
            return own
                ? Outcome.missing(problem.sentence(), problem.fix())
                : Outcome.unchecked(problem.sentence(), problem.fix());
          }
        });
  }

  private Outcome credentials(GoogleClient client) throws GoogleException {
    Identity identity = client.identity();
    client.signIn();
    String sentence =
        "Google is called as %s: %s, from %s."
            .formatted(identity.principal(), identity.kind().words(), identity.source());
    return identity.kind() == Identity.Kind.KEY_FILE
        ? Outcome.warning(
            sentence + " A key file does not expire and is easily lost.",
            "Delete the key and run gcloud auth application-default login; in CI use workload identity.")
        : Outcome.ok(sentence);
  }

  private Outcome quotaProject(GoogleClient client) {
    Identity identity = client.identity();
    if (identity.kind() != Identity.Kind.PERSON) {
      return Outcome.ok("Requests count for the project they are about.");
    }
    return identity
        .quotaProject()
        .map(project -> Outcome.ok("Requests count for the quota project %s.".formatted(project)))
        .orElseGet(
            () ->
                Outcome.warning(
                    "The login has no quota project; some APIs refuse it for that.",
                    "Run gcloud auth application-default set-quota-project %s."
                        .formatted(need.project())));
  }

  private Outcome project(GoogleClient client) throws GoogleException {
    try {
      JsonNode project = client.get(Api.RESOURCE_MANAGER, "/v3/projects/" + need.project());
      String state = project.path("state").asText("");
      return state.equals("ACTIVE")
          ? Outcome.ok("The project %s is there and active.".formatted(need.project()))
          : Outcome.missing(
              "The project %s is there but not active.".formatted(need.project()),
              "Restore it in the console (IAM & Admin, Manage resources), or name another.");
    } catch (GoogleException failed) {
      GoogleProblem.Kind kind = failed.problem().kind();
      if (kind == GoogleProblem.Kind.NOT_FOUND || kind == GoogleProblem.Kind.PERMISSION) {
        // Google gives the same answer for both, so that nobody can guess at names.
        return Outcome.missing(
            "There is no project %s that these credentials may see.".formatted(need.project()),
            "Check that it is the id and not the name (gcloud projects list), and who is logged in.");
      }
      throw failed;
    }
  }

  private Outcome billing(GoogleClient client) throws GoogleException {
    JsonNode info = client.get(Api.BILLING, "/v1/projects/" + need.project() + "/billingInfo");
    if (!info.path("billingEnabled").asBoolean()) {
      return Outcome.missing(
          "The project has no open billing account.",
          "Run gcloud billing projects link %s --billing-account ACCOUNT."
              .formatted(need.project()));
    }
    String linked = info.path("billingAccountName").asText("").replace("billingAccounts/", "");
    Optional<String> named = need.billing().map(BillingAccount::value);
    return named.isPresent() && !named.get().equals(linked)
        ? Outcome.warning(
            "The project is billed to another account than billing_account names.",
            "Write the linked account into the settings, or link the named one.")
        : Outcome.ok("The project has an open billing account.");
  }

  private Outcome apis(GoogleClient client) throws GoogleException {
    Set<String> needed = need.scope().get().apis();
    Set<String> missing = new ProjectApis(client, need.project()).missing(needed);
    return missing.isEmpty()
        ? Outcome.ok("All %d APIs that are needed are enabled.".formatted(needed.size()))
        : Outcome.missing(
            "%d of %d APIs are not enabled: %s."
                .formatted(missing.size(), needed.size(), String.join(", ", missing)),
            "Run tollgate bootstrap%s, or gcloud services enable %s --project %s."
                .formatted(need.where(), String.join(" ", missing), need.project()));
  }

  private Outcome permissions(GoogleClient client) throws GoogleException {
    Scope scope = need.scope().get();
    List<String> all = List.copyOf(new TreeSet<>(scope.permissions()));
    Set<String> missing = new TreeSet<>(all);
    Set<String> untestable = new TreeSet<>();
    for (int i = 0; i < all.size(); i += MOST_PERMISSIONS) {
      test(client, all.subList(i, Math.min(all.size(), i + MOST_PERMISSIONS)), missing, untestable);
    }
    missing.removeAll(untestable);
    Set<String> unknown = new TreeSet<>(scope.unknown());
    unknown.addAll(untestable);
    String held = "All %d permissions that are known to be needed are held".formatted(all.size());
    if (missing.isEmpty() && !unknown.isEmpty()) {
      return Outcome.warning(
          "%s; it is not known what these need, or whether they are held: %s."
              .formatted(held, String.join(", ", unknown)),
          "Look it up for them by hand.");
    }
    return missing.isEmpty()
        ? Outcome.ok(held + ".")
        : Outcome.missing(
            "%d of %d permissions are missing: %s."
                .formatted(missing.size(), all.size(), String.join(", ", missing)),
            "Impersonate the deployer that tollgate bootstrap%s makes, or ask an owner for roles that hold them."
                .formatted(need.where()));
  }

  /** Google refuses a question as a whole for one permission that it does not know there. */
  private void test(
      GoogleClient client, List<String> asked, Set<String> missing, Set<String> untestable)
      throws GoogleException {
    ObjectNode body = GoogleClient.JSON.createObjectNode();
    ArrayNode permissions = body.putArray("permissions");
    asked.forEach(permissions::add);
    try {
      client
          .ask(Api.RESOURCE_MANAGER, "/v3/projects/" + need.project() + ":testIamPermissions", body)
          .path("permissions")
          .forEach(held -> missing.remove(held.asText()));
    } catch (GoogleException failed) {
      if (failed.problem().kind() != GoogleProblem.Kind.INVALID) {
        throw failed;
      }
      if (asked.size() == 1) {
        untestable.addAll(asked);
        return;
      }
      test(client, asked.subList(0, asked.size() / 2), missing, untestable);
      test(client, asked.subList(asked.size() / 2, asked.size()), missing, untestable);
    }
  }

  private Outcome bucketNames(GoogleClient client) throws GoogleException {
    List<String> taken = new ArrayList<>();
    int own = 0;
    for (String name : need.buckets()) {
      try {
        client.get(Api.STORAGE, "/storage/v1/b/" + name + "?fields=projectNumber");
        own++;
      } catch (GoogleException failed) {
        switch (failed.problem().kind()) {
          case NOT_FOUND -> {}
          case PERMISSION -> taken.add(name);
          default -> throw failed;
        }
      }
    }
    return taken.isEmpty()
        ? Outcome.ok(
            "Of %d bucket names %d are yours already and the others are free."
                .formatted(need.buckets().size(), own))
        : Outcome.missing(
            "Somebody else has these bucket names, or they are hidden from you: %s."
                .formatted(String.join(", ", taken)),
            "Names of buckets are unique in the whole world: change their purpose in the settings.");
  }

  private Outcome quotas(GoogleClient client) throws GoogleException {
    Scope scope = need.scope().get();
    return scope.demand().quotas().isEmpty()
        ? Outcome.ok("No quota of Compute Engine is touched.")
        : QuotaCheck.look(client, need.project(), scope.demand(), scope.fresh());
  }

  private Outcome image(GoogleClient client) throws GoogleException {
    Demand demand = need.scope().get().demand();
    return demand.images().isEmpty()
        ? Outcome.ok("No container image is needed.")
        : ImageCheck.look(client, demand);
  }

  private Outcome state(GoogleClient client, String bucket) throws GoogleException {
    JsonNode state;
    try {
      state =
          client.get(
              Api.STORAGE,
              "/storage/v1/b/%s?fields=versioning,iamConfiguration,location".formatted(bucket));
    } catch (GoogleException failed) {
      if (failed.problem().kind() == GoogleProblem.Kind.NOT_FOUND) {
        return Outcome.missing(
            "The state bucket %s does not exist.".formatted(bucket),
            "Run tollgate bootstrap%s.".formatted(need.where()));
      }
      throw failed;
    }
    List<String> faults = new ArrayList<>();
    if (!state.path("versioning").path("enabled").asBoolean()) {
      faults.add("keeps no old versions");
    }
    JsonNode access = state.path("iamConfiguration");
    if (!access.path("publicAccessPrevention").asText().equals("enforced")) {
      faults.add("can be made public");
    }
    if (!access.path("uniformBucketLevelAccess").path("enabled").asBoolean()) {
      faults.add("has access lists for single objects");
    }
    return faults.isEmpty()
        ? Outcome.ok("The state bucket %s is versioned and private.".formatted(bucket))
        : Outcome.warning(
            "The state bucket %s %s.".formatted(bucket, String.join(", ", faults)),
            "Run tollgate bootstrap%s, which sets that right.".formatted(need.where()));
  }
}
