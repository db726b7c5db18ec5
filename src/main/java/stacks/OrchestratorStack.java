package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2Service;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stacks.orchestrator.CloudSqlProxy;
import stacks.orchestrator.Container;
import stacks.orchestrator.DatabaseAddress;
import stacks.orchestrator.Specification;
import stacks.orchestrator.Surroundings;
import stacks.parts.LakeAccess;
import stacks.parts.Literal;
import stacks.parts.Member;
import stacks.parts.OwnRole;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.DatabaseConnection;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Principal;

/**
 * The orchestrator with its database, its files and its secrets. On Cloud Run it is one instance
 * that is always on, since its scheduler waits for no request: it costs its CPU, memory and
 * database day and night. Opens one web address, behind Google sign-in or IAM, for the users named
 * in the settings; to everybody only where the settings and a waiver say so. Source:
 * cloud.google.com/run/docs/securing/identity-aware-proxy-cloud-run.
 */
final class OrchestratorStack {
  static final String NAME = "orchestrator";

  private OrchestratorStack() {}

  static void build(StackScope scope, Orchestrator wish) {
    switch (wish.target()) {
      case CLOUD_RUN -> onCloudRun(scope, wish);
      case VM -> OrchestratorOnMachine.build(scope, wish);
    }
  }

  private static void onCloudRun(StackScope scope, Orchestrator wish) {
    ServiceAccount account =
        ServiceAccount.Builder.create(scope.construct(), "account")
            .accountId(NAME)
            .displayName("Orchestrator")
            .description("Pipelines run as this account")
            .build();
    scope.named(account, NAME);
    Member runner = Member.account(scope.names(), NAME, account.getMember());
    Specification specification = Specification.of(surroundings(scope, wish));
    String name = specification.name();

    Optional<OrchestratorNetwork> network =
        wish.storage() == OrchestratorStorage.FILESTORE
                || wish.connection() == DatabaseConnection.PRIVATE_IP
            ? Optional.of(OrchestratorNetwork.make(scope))
            : Optional.empty();
    boolean connector = wish.connection() == DatabaseConnection.CONNECTOR;
    OrchestratorDatabase database =
        OrchestratorDatabase.make(
            scope,
            wish,
            specification,
            connector ? Optional.empty() : network.map(net -> net.peer(scope)));
    OrchestratorSecrets secrets =
        OrchestratorSecrets.make(
            scope, runner, specification, wish.secretsVersion(), database.user());
    OrchestratorFiles files = files(scope, wish, runner, specification, network);

    Optional<OrchestratorShare.Way> way =
        wish.storage() == OrchestratorStorage.NFS
            ? scope.settings().workstation().map(machine -> OrchestratorShare.way(scope, machine))
            : Optional.empty();
    List<ITerraformDependable> before = new ArrayList<>(database.ready());
    way.ifPresent(each -> before.add(each.firewall()));
    before.addAll(secrets.readable());
    before.addAll(files.ready());
    if (connector) {
      before.add(connect(scope, name, runner));
    }
    boolean sockets = Specification.opensSockets(wish.kind());
    List<Container> containers = new ArrayList<>(specification.containers());
    if (connector && !sockets) {
      containers.add(CloudSqlProxy.container(connection(scope, wish), "127.0.0.1"));
    }
    CloudRunV2Service service =
        OrchestratorService.make(
            scope,
            wish,
            new OrchestratorService.Parts(
                specification,
                account.getEmail(),
                connector && sockets ? Optional.of(database.instance()) : Optional.empty(),
                containers,
                secrets,
                files,
                way.map(OrchestratorShare.Way::access)
                    .or(() -> network.map(OrchestratorNetwork::access)),
                before));

    LakeAccess.WRITE.grant(scope, runner, OwnRole.BUCKET_METADATA.in(scope.settings().project()));
    if (wish.kind() == OrchestratorKind.MAGE) {
      createDatasets(scope, runner);
    }
    letIn(scope, wish, specification, service);
    outputs(scope, wish, specification, secrets, files, service);
  }

  private static void outputs(
      StackScope scope,
      Orchestrator wish,
      Specification specification,
      OrchestratorSecrets secrets,
      OrchestratorFiles files,
      CloudRunV2Service service) {
    scope.output("url", service.getUri(), "Where " + specification.title() + " answers");
    scope.output("database", connection(scope, wish), "Connection name of the database");
    scope.output("secrets", secrets.ids(), "Secrets in Secret Manager");
    scope.output("files", files.where(), "Where the project's files are kept");
    specification
        .login()
        .ifPresent(
            login ->
                scope.output(
                    "owner_password",
                    "gcloud secrets versions access latest --secret=%s --project=%s"
                        .formatted(login.secret(), scope.settings().project()),
                    login.use()));
  }

  /** What Cloud Run is around an orchestrator; all of it is known before anything is made. */
  private static Surroundings surroundings(StackScope scope, Orchestrator wish) {
    String name = Specification.name(wish.kind());
    return new Surroundings(
        scope.settings(),
        wish,
        // Cloud Run's second address for a service: unlike the first it is known beforehand.
        "https://%s-%s.%s.run.app"
            .formatted(name, scope.projectNumber(), scope.settings().region()),
        database(scope, wish),
        wish.storage() == OrchestratorStorage.GCS
            ? Optional.of(OrchestratorFiles.bucketName(scope))
            : Optional.empty());
  }

  private static DatabaseAddress database(StackScope scope, Orchestrator wish) {
    return switch (wish.connection()) {
      case CONNECTOR ->
          Specification.opensSockets(wish.kind())
              ? new DatabaseAddress.Socket(
                  scope
                      .names()
                      .sqlSocket(scope.settings().region(), Specification.name(wish.kind())))
              : new DatabaseAddress.Host("127.0.0.1", CloudSqlProxy.PORT, false);
      case PRIVATE_IP ->
          new DatabaseAddress.Host(
              "${google_sql_database_instance.%s.private_ip_address}"
                  .formatted(Specification.name(wish.kind())),
              5432,
              true);
      case BESIDE -> throw new IllegalStateException("Cloud Run has no database beside it");
    };
  }

  static String connection(StackScope scope, Orchestrator wish) {
    return scope.names().sqlConnection(scope.settings().region(), Specification.name(wish.kind()));
  }

  private static OrchestratorFiles files(
      StackScope scope,
      Orchestrator wish,
      Member runner,
      Specification specification,
      Optional<OrchestratorNetwork> network) {
    Optional<Container.Files> seen = specification.main().files();
    return switch (wish.storage()) {
      case IMAGE -> OrchestratorFiles.none("in its image");
      case GIT ->
          OrchestratorFiles.none(
              wish.git().map(git -> Literal.of(git.repository())).orElse("in a repository"));
      case GCS -> OrchestratorFiles.bucket(scope, runner, seen);
      case FILESTORE -> OrchestratorFiles.share(scope, network.orElseThrow(), seen.orElseThrow());
      case DISK -> throw new IllegalStateException("Cloud Run has no disk");
      case NFS ->
          OrchestratorFiles.machine(
              OrchestratorShare.address(scope.settings()).orElseThrow(), seen.orElseThrow());
    };
  }

  /** The role is granted on the project, since instances carry none, but for this instance only. */
  static ITerraformDependable connect(StackScope scope, String name, Member runner) {
    String project = scope.settings().project().value();
    return scope.grant(
        new Target.Project(
            project,
            Optional.of(
                new Target.Condition(
                    "database " + name + " only",
                    "resource.name == \"projects/%s/instances/%s\" && resource.service == \"sqladmin.googleapis.com\""
                        .formatted(project, name)))),
        Role.of("cloudsql.client"),
        runner,
        "Connects to its database");
  }

  /** Mage's export asks BigQuery to create the dataset, be it there already or not. */
  static void createDatasets(StackScope scope, Member mage) {
    if (scope.settings().lake().map(lake -> lake.datasets().isEmpty()).orElse(true)) {
      return;
    }
    TerraformResource role = OwnRole.DATASET_CREATOR.make(scope, List.of());
    scope.grant(
        new Target.Project(scope.settings().project().value()),
        OwnRole.DATASET_CREATOR.in(scope.settings().project()),
        mage,
        "Its BigQuery export creates the dataset, be it there already or not",
        List.of(role));
  }

  private static void letIn(
      StackScope scope, Orchestrator wish, Specification specification, CloudRunV2Service service) {
    if (wish.access() == OrchestratorAccess.PUBLIC) {
      return;
    }
    String name = specification.name();
    String region = scope.settings().region().value();
    Target callers = new Target.Service(name, region, service.getName());
    boolean signIn = wish.access() == OrchestratorAccess.IAP;
    if (signIn) {
      scope.grant(
          callers,
          Role.of("run.invoker"),
          Member.agent("gcp-sa-iap", scope.projectNumber()),
          "Google's sign-in passes requests on");
    }
    for (Principal user : wish.users().stream().distinct().toList()) {
      if (signIn) {
        scope.grant(
            new Target.SignIn(name, region, service.getName()),
            Role.of("iap.httpsResourceAccessor"),
            Member.of(user),
            "Signs in to " + specification.title());
      } else {
        scope.grant(
            callers, Role.of("run.invoker"), Member.of(user), "Calls " + specification.title());
      }
    }
  }
}
