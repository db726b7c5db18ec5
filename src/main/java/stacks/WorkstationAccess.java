package stacks;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstance;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.util.List;
import stacks.parts.LakeAccess;
import stacks.parts.Member;
import stacks.parts.OwnRole;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.Principal;
import tollgate.config.Workstation;

/**
 * Who may do what with the workstation, and what it may do itself. Makes two roles of our own and
 * grants; costs nothing. Opens ssh through IAP and the machine's start and stop to its users, and
 * to nobody else. Source: cloud.google.com/compute/docs/oslogin/set-up-oslogin.
 */
final class WorkstationAccess {
  private WorkstationAccess() {}

  /** What the machine itself may do. */
  static void reach(StackScope scope, Member machine) {
    Target project = new Target.Project(scope.settings().project().value());
    scope.grant(project, Role.of("logging.logWriter"), machine, "Writes its logs");
    scope.grant(project, Role.of("monitoring.metricWriter"), machine, "Writes its metrics");
    scope.grant(
        new Target.Repository(scope.settings().region().value(), FoundationStack.DOCKER_HUB),
        Role.of("artifactregistry.reader"),
        machine,
        "Pulls images through the cache");
    boolean onlyReads =
        scope.settings().protect() && !OrchestratorOnMachine.isWished(scope.settings());
    LakeAccess use = onlyReads ? LakeAccess.READ : LakeAccess.WRITE;
    use.grant(scope, machine, OwnRole.BUCKET_METADATA.in(scope.settings().project()));
  }

  /** What people may do: log in through the tunnel, and start and stop this machine. */
  static void letIn(
      StackScope scope, Workstation workstation, ServiceAccount account, ComputeInstance instance) {
    String zone = scope.settings().zone().value();
    Target machine = new Target.Machine(WorkstationStack.NAME, zone, instance.getName());
    Target tunnel =
        new Target.Tunnel(WorkstationStack.NAME, zone, WorkstationStack.SSH, instance.getName());
    Target project = new Target.Project(scope.settings().project().value());
    TerraformResource operator = OwnRole.MACHINE_OPERATOR.make(scope, List.of());
    TerraformResource observer = OwnRole.MACHINE_OBSERVER.make(scope, List.of());
    for (Principal user : workstation.users().stream().distinct().toList()) {
      Member member = Member.of(user);
      scope.grant(tunnel, Role.of("iap.tunnelResourceAccessor"), member, "Reaches ssh");
      scope.grant(machine, Role.of("compute.osAdminLogin"), member, "Logs in, with sudo");
      scope.grant(
          machine,
          OwnRole.MACHINE_OPERATOR.in(scope.settings().project()),
          member,
          "Starts and stops the machine",
          List.of(operator));
      scope.grant(
          project,
          OwnRole.MACHINE_OBSERVER.in(scope.settings().project()),
          member,
          "Sees whether a start or stop is done",
          List.of(observer));
      scope.grant(
          Target.Account.of(scope.names(), WorkstationStack.NAME, account.getEmail()),
          Role.of("iam.serviceAccountUser"),
          member,
          "Logging in to a machine asks for the use of its account");
    }
  }
}
