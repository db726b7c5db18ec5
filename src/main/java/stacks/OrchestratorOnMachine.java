package stacks;

import java.util.Optional;
import stacks.orchestrator.OnMachine;
import stacks.orchestrator.Specification;
import stacks.orchestrator.Surroundings;
import stacks.parts.Member;
import stacks.parts.StackScope;
import stacks.parts.UnbuildableException;
import tollgate.config.DatabaseConnection;
import tollgate.config.DatabaseVersion;
import tollgate.config.MachineType;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.OrchestratorTarget;
import tollgate.config.Settings;

/**
 * The orchestrator as containers on the workstation. They act as the machine's account: whatever
 * runs on a machine can ask its metadata server for that account's tokens, so an account of their
 * own would keep nothing from them or from the people who log in. What the orchestrator needs is
 * granted to that account here, and nothing else.
 *
 * <p>Costs nothing besides the machine; with {@code connector} its database on Cloud SQL. Opens
 * nothing: people reach it through their own ssh connection.
 */
final class OrchestratorOnMachine {
  private OrchestratorOnMachine() {}

  /** True when the settings want one. */
  static boolean isWished(Settings settings) {
    return settings
            .orchestrator()
            .filter(wish -> wish.target() == OrchestratorTarget.VM)
            .isPresent()
        && settings.workstation().isPresent();
  }

  /** What the workstation is told; empty when it runs none. */
  static Optional<String> plan(StackScope scope) {
    return scope
        .settings()
        .orchestrator()
        .filter(wish -> wish.target() == OrchestratorTarget.VM)
        .map(wish -> onMachine(scope, wish).json());
  }

  private static OnMachine onMachine(StackScope scope, Orchestrator wish) {
    Specification specification =
        Specification.of(
            new Surroundings(
                scope.settings(),
                wish,
                "http://127.0.0.1:" + Specification.port(wish.kind()),
                OnMachine.database(wish),
                wish.storage() == OrchestratorStorage.GCS
                    ? Optional.of(OrchestratorFiles.bucketName(scope))
                    : Optional.empty()));
    return new OnMachine(
        specification,
        version(wish.database().version()),
        wish.connection() == DatabaseConnection.BESIDE
            ? Optional.empty()
            : Optional.of(OrchestratorStack.connection(scope, wish)),
        scope.settings().project().value(),
        wish.dockerSocket(),
        image -> OrchestratorService.image(scope, image));
  }

  /** Versions that came out together, in August 2026. */
  private static String version(DatabaseVersion version) {
    return switch (version) {
      case POSTGRES_14 -> "14.24";
      case POSTGRES_15 -> "15.19";
      case POSTGRES_16 -> "16.15";
      case POSTGRES_17 -> "17.11";
    };
  }

  /**
   * The containers are ended one by one when they need more than there is; so there must be enough.
   */
  private static void checkMemory(Settings settings, OnMachine machine) {
    MachineType type = settings.workstation().orElseThrow().machine();
    int needed = machine.mebibytes();
    type.mebibytes()
        .ifPresent(
            there -> {
              if (there < needed) {
                throw new UnbuildableException(
                    "%s with what runs beside it takes up to %d MiB, and the workstation's %s has %d: use a larger workstation.machine, or less orchestrator.memory."
                        .formatted(machine.specification().title(), needed, type, there));
              }
            });
  }

  /** Builds the stack: what the containers need outside of the machine. */
  static void build(StackScope scope, Orchestrator wish) {
    OnMachine machine = onMachine(scope, wish);
    checkMemory(scope.settings(), machine);
    Specification specification = machine.specification();
    String account = scope.names().serviceAccount(WorkstationStack.NAME);
    Member runner =
        Member.account(scope.names(), WorkstationStack.NAME, "serviceAccount:" + account);
    if (machine.connection().isPresent()) {
      OrchestratorDatabase database =
          OrchestratorDatabase.make(scope, wish, specification, Optional.empty());
      OrchestratorSecrets secrets =
          OrchestratorSecrets.make(
              scope, runner, specification, wish.secretsVersion(), database.user());
      OrchestratorStack.connect(scope, specification.name(), runner);
      scope.output("database", machine.connection().get(), "Connection name of the database");
      scope.output("secrets", secrets.ids(), "Secrets in Secret Manager");
    } else {
      OrchestratorSecrets.letRead(scope, runner, machine.foreignSecrets());
    }
    if (wish.storage() == OrchestratorStorage.GCS) {
      scope.output(
          "files",
          OrchestratorFiles.bucket(scope, runner, Optional.empty()).where(),
          "Where it keeps files");
    } else if (wish.storage() == OrchestratorStorage.DISK) {
      scope.output("files", OnMachine.DIRECTORY, "Where its files are on the workstation");
    }
    if (wish.kind() == OrchestratorKind.MAGE) {
      OrchestratorStack.createDatasets(scope, runner);
    }
    reach(scope, specification, machine);
  }

  private static void reach(StackScope scope, Specification specification, OnMachine machine) {
    int port = specification.main().port().orElseThrow();
    String title = specification.title();
    String ssh =
        "gcloud compute ssh %s --zone=%s --project=%s --tunnel-through-iap"
            .formatted(WorkstationStack.NAME, scope.settings().zone(), scope.settings().project());
    scope.output(
        "forward",
        "%s -- -N -L %d:127.0.0.1:%d".formatted(ssh, port, port),
        "Brings " + title + " to this machine while it runs");
    scope.output("url", "http://127.0.0.1:" + port, "Where " + title + " answers then");
    machine
        .showLogin()
        .ifPresent(
            command ->
                scope.output(
                    "owner_password",
                    "%s --command=\"%s\"".formatted(ssh, command),
                    specification.login().map(Specification.Login::use).orElse("")));
  }
}
