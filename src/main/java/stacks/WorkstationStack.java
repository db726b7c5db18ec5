package stacks;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstance;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceBootDisk;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceBootDiskInitializeParams;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceNetworkInterface;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceNetworkInterfaceAccessConfig;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceScheduling;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceServiceAccount;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceShieldedInstanceConfig;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicyInstanceSchedulePolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicyInstanceSchedulePolicyVmStopSchedule;
import com.hashicorp.cdktf.providers.google.compute_resource_policy_attachment.ComputeResourcePolicyAttachment;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.project_iam_custom_role.ProjectIamCustomRole;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import stacks.parts.LakeAccess;
import stacks.parts.Literal;
import stacks.parts.Member;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.Principal;
import tollgate.config.Workstation;

/**
 * The virtual machine people work on, in a network of its own that only IAP's tunnel leads into.
 * Costs its machine while it runs and its disk always; it is stopped every night and never started
 * by itself. Opens ssh to Google's tunnel, for the users named in the settings and nobody else.
 */
final class WorkstationStack {
  static final String NAME = "workstation";

  /** Where IAP's tunnels come from (Google's page on TCP forwarding). */
  private static final String IAP_TUNNELS = "35.235.240.0/20";

  private static final int SSH = 22;
  private static final String IMAGE = "ubuntu-os-cloud/ubuntu-2404-lts-amd64";

  /** Families with a GPU, which Google cannot move to another host while they run. */
  private static final Set<String> IMMOVABLE = Set.of("a2", "a3", "g2");

  private WorkstationStack() {}

  static void build(StackScope scope, Workstation workstation) {
    ServiceAccount account =
        ServiceAccount.Builder.create(scope.construct(), "account")
            .accountId(NAME)
            .displayName("Workstation")
            .description("What runs on the workstation acts as this account")
            .build();
    scope.named(account, NAME);
    Member machine = Member.account(scope.names(), NAME, account.getMember());
    ComputeInstance instance = instance(scope, workstation, account, subnet(scope, workstation));
    scope.markHoldsData();
    nightlyStop(scope, workstation, instance);
    reach(scope, machine);
    letIn(scope, workstation, account, instance);

    String zone = scope.settings().zone().value();
    String where = " --zone=" + zone + " --project=" + scope.settings().project();
    scope.output("vm", instance.getName(), "Name of the machine");
    scope.output("zone", zone, "Zone of the machine");
    scope.output(
        "ssh",
        "gcloud compute ssh " + NAME + where + " --tunnel-through-iap",
        "Logs in through Google's tunnel");
    scope.output(
        "start", "gcloud compute instances start " + NAME + where, "Starts the machine again");
  }

  private static ComputeSubnetwork subnet(StackScope scope, Workstation workstation) {
    ComputeNetwork network =
        scope.named(
            ComputeNetwork.Builder.create(scope.construct(), "network")
                .name(NAME)
                .description("The workstation's own; nothing else is in it")
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .build(),
            NAME);
    ComputeSubnetwork subnet =
        ComputeSubnetwork.Builder.create(scope.construct(), "subnet")
            .name(NAME)
            .network(network.getId())
            .region(scope.settings().region().value())
            .ipCidrRange(workstation.subnet().toString())
            .privateIpGoogleAccess(true)
            .build();
    ComputeFirewall firewall =
        ComputeFirewall.Builder.create(scope.construct(), "iap-ssh")
            .name(NAME + "-iap-ssh")
            .network(network.getName())
            .description("ssh from Google's tunnel only")
            .direction("INGRESS")
            .sourceRanges(List.of(IAP_TUNNELS))
            .allow(
                List.of(
                    ComputeFirewallAllow.builder()
                        .protocol("tcp")
                        .ports(List.of(Integer.toString(SSH)))
                        .build()))
            .build();
    scope.written(firewall, "iap-ssh");
    return scope.named(subnet, NAME);
  }

  /**
   * Without {@code desired_status}: a deploy would start a stopped machine. The start-up script is
   * metadata, since a change of the argument made for it replaces the machine.
   */
  private static ComputeInstance instance(
      StackScope scope, Workstation workstation, ServiceAccount account, ComputeSubnetwork subnet) {
    boolean protect = scope.protection().on();
    ComputeInstance.Builder instance =
        ComputeInstance.Builder.create(scope.construct(), "vm")
            .name(NAME)
            .description("Workstation")
            .zone(scope.settings().zone().value())
            .machineType(workstation.machine().value())
            .allowStoppingForUpdate(true)
            .deletionProtection(protect)
            .bootDisk(
                ComputeInstanceBootDisk.builder()
                    .autoDelete(!protect)
                    .initializeParams(
                        ComputeInstanceBootDiskInitializeParams.builder()
                            .image(IMAGE)
                            .size(workstation.diskGb())
                            .type(
                                workstation
                                    .diskType()
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .build())
                    .build())
            .networkInterface(
                List.of(
                    ComputeInstanceNetworkInterface.builder()
                        .subnetwork(subnet.getId())
                        .accessConfig(
                            List.of(
                                // An address for the way out, gone when the machine stops: a fixed
                                // one is billed while it idles, and NAT by the hour.
                                ComputeInstanceNetworkInterfaceAccessConfig.builder()
                                    .networkTier("PREMIUM")
                                    .build()))
                        .build()))
            .serviceAccount(
                ComputeInstanceServiceAccount.builder()
                    .email(account.getEmail())
                    .scopes(List.of("https://www.googleapis.com/auth/cloud-platform"))
                    .build())
            .shieldedInstanceConfig(
                ComputeInstanceShieldedInstanceConfig.builder()
                    .enableSecureBoot(true)
                    .enableVtpm(true)
                    .enableIntegrityMonitoring(true)
                    .build())
            .metadata(metadata(workstation));
    if (IMMOVABLE.contains(workstation.machine().family())) {
      instance.scheduling(
          ComputeInstanceScheduling.builder()
              .onHostMaintenance("TERMINATE")
              .automaticRestart(true)
              .build());
    }
    return scope.named(instance.build(), NAME);
  }

  private static Map<String, String> metadata(Workstation workstation) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("block-project-ssh-keys", "TRUE");
    metadata.put("enable-guest-attributes", "TRUE");
    metadata.put("enable-oslogin", "TRUE");
    metadata.put("serial-port-enable", "FALSE");
    metadata.put("startup-script", Literal.of(startupScript()));
    workstation
        .idleStop()
        .ifPresent(idle -> metadata.put("tollgate-idle-minutes", Long.toString(idle.toMinutes())));
    return metadata;
  }

  private static String startupScript() {
    try (InputStream script =
        WorkstationStack.class.getResourceAsStream("workstation-startup.sh")) {
      if (script == null) {
        throw new IllegalStateException(
            "the workstation's start-up script is missing from this build");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The policy is attached from outside: one named in the machine itself would replace it. */
  private static void nightlyStop(
      StackScope scope, Workstation workstation, ComputeInstance instance) {
    ComputeResourcePolicy policy =
        ComputeResourcePolicy.Builder.create(scope.construct(), "nightly-stop")
            .name(NAME + "-nightly-stop")
            .region(scope.settings().region().value())
            .description("Stops the workstation every day")
            .instanceSchedulePolicy(
                ComputeResourcePolicyInstanceSchedulePolicy.builder()
                    .timeZone(workstation.timeZone().getId())
                    .vmStopSchedule(
                        ComputeResourcePolicyInstanceSchedulePolicyVmStopSchedule.builder()
                            .schedule(
                                "%d %d * * *"
                                    .formatted(
                                        workstation.stopAt().getMinute(),
                                        workstation.stopAt().getHour()))
                            .build())
                    .build())
            .build();
    scope.written(policy, "nightly-stop");
    ProjectIamCustomRole role =
        role(
            scope,
            "tollgateMachineSchedule",
            "machine-schedule",
            "Machine schedule",
            List.of("compute.instances.start", "compute.instances.stop"));
    TerraformResource mayStop =
        scope.grant(
            new Target.Project(scope.settings().project().value()),
            Role.custom(scope.settings().project(), "tollgateMachineSchedule"),
            Member.agent("compute-system", scope.projectNumber()),
            "Google stops the machine at night; a schedule is refused without this",
            List.of(role));
    ComputeResourcePolicyAttachment attachment =
        ComputeResourcePolicyAttachment.Builder.create(scope.construct(), "nightly-stop-attachment")
            .name(policy.getName())
            .instance(instance.getName())
            .zone(scope.settings().zone().value())
            .dependsOn(List.of(mayStop))
            .build();
    scope.named(attachment, "nightly-stop");
  }

  /** What the machine itself may do. */
  private static void reach(StackScope scope, Member machine) {
    Target project = new Target.Project(scope.settings().project().value());
    scope.grant(project, Role.of("logging.logWriter"), machine, "Writes its logs");
    scope.grant(project, Role.of("monitoring.metricWriter"), machine, "Writes its metrics");
    scope.grant(
        new Target.Repository(scope.settings().region().value(), FoundationStack.DOCKER_HUB),
        Role.of("artifactregistry.reader"),
        machine,
        "Pulls images through the cache");
    LakeAccess use = scope.settings().protect() ? LakeAccess.READ : LakeAccess.WRITE;
    use.grant(scope, machine, FoundationStack.bucketMetadata(scope.settings().project()));
  }

  /** What people may do: log in through the tunnel, and start and stop this machine. */
  private static void letIn(
      StackScope scope, Workstation workstation, ServiceAccount account, ComputeInstance instance) {
    String zone = scope.settings().zone().value();
    Target machine = new Target.Machine(NAME, zone, instance.getName());
    Target tunnel = new Target.Tunnel(NAME, zone, SSH, instance.getName());
    Target project = new Target.Project(scope.settings().project().value());
    ProjectIamCustomRole operator =
        role(
            scope,
            "tollgateMachineOperator",
            "machine-operator",
            "Machine operator",
            List.of(
                "compute.instances.get",
                "compute.instances.getGuestAttributes",
                "compute.instances.resume",
                "compute.instances.start",
                "compute.instances.stop",
                "compute.instances.suspend"));
    // These three are asked for on the project whichever machine it is about.
    ProjectIamCustomRole observer =
        role(
            scope,
            "tollgateMachineObserver",
            "machine-observer",
            "Machine observer",
            List.of(
                "compute.instances.list", "compute.projects.get", "compute.zoneOperations.get"));
    for (Principal user : workstation.users().stream().distinct().toList()) {
      Member member = Member.of(user);
      scope.grant(tunnel, Role.of("iap.tunnelResourceAccessor"), member, "Reaches ssh");
      scope.grant(machine, Role.of("compute.osAdminLogin"), member, "Logs in, with sudo");
      scope.grant(
          machine,
          Role.custom(scope.settings().project(), "tollgateMachineOperator"),
          member,
          "Starts and stops the machine",
          List.of(operator));
      scope.grant(
          project,
          Role.custom(scope.settings().project(), "tollgateMachineObserver"),
          member,
          "Sees whether a start or stop is done",
          List.of(observer));
      scope.grant(
          Target.Account.of(scope.names(), NAME, account.getEmail()),
          Role.of("iam.serviceAccountUser"),
          member,
          "Logging in to a machine asks for the use of its account");
    }
  }

  private static ProjectIamCustomRole role(
      StackScope scope, String id, String address, String title, List<String> permissions) {
    return scope.named(
        ProjectIamCustomRole.Builder.create(scope.construct(), "role-" + address)
            .roleId(id)
            .title(title)
            .permissions(permissions)
            .stage("GA")
            .build(),
        address);
  }
}
