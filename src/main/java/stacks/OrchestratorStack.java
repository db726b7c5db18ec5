package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2Service;
import com.hashicorp.cdktf.providers.google.project_iam_custom_role.ProjectIamCustomRole;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stacks.parts.EphemeralSecret;
import stacks.parts.LakeAccess;
import stacks.parts.Member;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Principal;

/**
 * Mage on Cloud Run: one instance that is always on, since its scheduler waits for no request, its
 * database, its files and its secrets. Costs its CPU, memory and database day and night. Opens one
 * web address, behind Google sign-in or IAM, for the users named in the settings.
 */
final class OrchestratorStack {
  static final String NAME = "orchestrator";
  static final String SERVICE = "mage";

  private static final String DATASET_CREATOR = "tollgateDatasetCreator";

  private OrchestratorStack() {}

  static void build(StackScope scope, Orchestrator wish) {
    ServiceAccount account =
        ServiceAccount.Builder.create(scope.construct(), "account")
            .accountId(NAME)
            .displayName("Orchestrator")
            .description("Pipelines run as this account")
            .build();
    scope.named(account, NAME);
    Member mage = Member.account(scope.names(), NAME, account.getMember());

    String password =
        EphemeralSecret.declare(scope, "database_password", "Password of Mage's database user");
    MageDatabase database =
        MageDatabase.make(scope, wish.database(), password, wish.secretsVersion());
    MageSecrets secrets = secrets(scope, wish, mage, password, database);
    MageFiles files =
        wish.storage() == OrchestratorStorage.GCS
            ? MageFiles.bucket(scope, mage)
            : MageFiles.share(scope);

    List<ITerraformDependable> before = new ArrayList<>(database.ready());
    before.addAll(secrets.readable());
    before.addAll(files.ready());
    before.add(connect(scope, mage));
    CloudRunV2Service service =
        MageService.make(scope, wish, account.getEmail(), database, secrets, files, before);

    LakeAccess.WRITE.grant(scope, mage, FoundationStack.bucketMetadata(scope.settings().project()));
    createDatasets(scope, mage);
    letIn(scope, wish, service);

    scope.output("url", service.getUri(), "Where Mage answers");
    scope.output("database", database.connection(), "Connection name of the database");
    scope.output("secrets", secrets.ids(), "Secrets in Secret Manager");
    scope.output("files", files.where(), "Where the project's files are kept");
    scope.output(
        "owner_password",
        "gcloud secrets versions access latest --secret=mage-owner-password --project="
            + scope.settings().project(),
        "Shows the password of Mage's first user, who logs in as the owner's address");
  }

  private static MageSecrets secrets(
      StackScope scope, Orchestrator wish, Member mage, String password, MageDatabase database) {
    MageSecrets secrets = new MageSecrets(scope, mage, wish.secretsVersion());
    secrets.add(
        "mage-database-url",
        "MAGE_DATABASE_CONNECTION_URL",
        "postgresql://%s:%s@/%s?host=/cloudsql/%s"
            .formatted(MageDatabase.NAME, password, MageDatabase.NAME, database.connection()));
    secrets.add(
        "mage-owner-password",
        "DEFAULT_OWNER_PASSWORD",
        EphemeralSecret.declare(scope, "owner_password", "Password of Mage's first user"));
    secrets.add(
        "mage-jwt-secret",
        "JWT_SECRET",
        EphemeralSecret.declare(scope, "jwt_secret", "Key that Mage signs sessions with"));
    secrets.add(
        "mage-jwt-download-secret",
        "JWT_DOWNLOAD_SECRET",
        EphemeralSecret.declare(
            scope, "jwt_download_secret", "Key that Mage signs download links with"));
    return secrets;
  }

  /** The role is granted on the project, since instances carry none, but for this instance only. */
  private static ITerraformDependable connect(StackScope scope, Member mage) {
    String project = scope.settings().project().value();
    return scope.grant(
        new Target.Project(
            project,
            Optional.of(
                new Target.Condition(
                    "database " + MageDatabase.NAME + " only",
                    "resource.name == \"projects/%s/instances/%s\" && resource.service == \"sqladmin.googleapis.com\""
                        .formatted(project, MageDatabase.NAME)))),
        Role.of("cloudsql.client"),
        mage,
        "Connects to its database");
  }

  /** Mage's export asks BigQuery to create the dataset, be it there already or not. */
  private static void createDatasets(StackScope scope, Member mage) {
    if (scope.settings().lake().map(lake -> lake.datasets().isEmpty()).orElse(true)) {
      return;
    }
    ProjectIamCustomRole role =
        scope.named(
            ProjectIamCustomRole.Builder.create(scope.construct(), "role-dataset-creator")
                .roleId(DATASET_CREATOR)
                .title("Dataset creator")
                .permissions(List.of("bigquery.datasets.create"))
                .stage("GA")
                .build(),
            "dataset-creator");
    scope.grant(
        new Target.Project(scope.settings().project().value()),
        Role.custom(scope.settings().project(), DATASET_CREATOR),
        mage,
        "Its BigQuery export creates the dataset, be it there already or not",
        List.of(role));
  }

  private static void letIn(StackScope scope, Orchestrator wish, CloudRunV2Service service) {
    String region = scope.settings().region().value();
    Target callers = new Target.Service(SERVICE, region, service.getName());
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
            new Target.SignIn(SERVICE, region, service.getName()),
            Role.of("iap.httpsResourceAccessor"),
            Member.of(user),
            "Signs in to Mage");
      } else {
        scope.grant(callers, Role.of("run.invoker"), Member.of(user), "Calls Mage");
      }
    }
  }
}
