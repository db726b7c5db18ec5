package stacks;

import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstance;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceBootDisk;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceBootDiskInitializeParams;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceNetworkInterface;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceNetworkInterfaceAccessConfig;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceScheduling;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceSchedulingMaxRunDuration;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceServiceAccount;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstanceShieldedInstanceConfig;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stacks.parts.StackScope;
import tollgate.config.Workstation;

/**
 * The workstation's virtual machine: shielded, without keys of its own, with a way out and none in.
 * Costs $10.00 a month for a disk of 100 GB, and $0.14 for each hour that an e2-standard-4 runs in
 * us-central1. Opens nothing. Source: cloud.google.com/compute/shielded-vm/docs/shielded-vm.
 */
final class WorkstationMachine {
  private static final String IMAGE = "ubuntu-os-cloud/ubuntu-2404-lts-amd64";

  /** Families with a GPU, which Google cannot move to another host while they run. */
  private static final Set<String> IMMOVABLE = Set.of("a2", "a3", "g2");

  private WorkstationMachine() {}

  /**
   * Without {@code desired_status}: a deploy would start a stopped machine. The start-up script is
   * metadata, since a change of the argument made for it replaces the machine.
   */
  static ComputeInstance make(
      StackScope scope,
      Workstation workstation,
      ServiceAccount account,
      ComputeSubnetwork subnet,
      Map<String, String> metadata) {
    boolean protect = scope.protection().on();
    ComputeInstanceNetworkInterface.Builder network =
        ComputeInstanceNetworkInterface.builder()
            .subnetwork(subnet.getId())
            .accessConfig(
                List.of(
                    // An address for the way out, gone when the machine stops: a fixed one is
                    // billed
                    // while it idles, and NAT by the hour.
                    ComputeInstanceNetworkInterfaceAccessConfig.builder()
                        .networkTier("PREMIUM")
                        .build()));
    OrchestratorShare.address(scope.settings()).ifPresent(network::networkIp);
    ComputeInstance.Builder instance =
        ComputeInstance.Builder.create(scope.construct(), "vm")
            .name(WorkstationStack.NAME)
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
            .networkInterface(List.of(network.build()))
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
            .metadata(metadata);
    scheduling(workstation).ifPresent(instance::scheduling);
    return scope.named(instance.build(), WorkstationStack.NAME);
  }

  /**
   * What Google does by itself: moving the machine, or stopping it after its longest run. Left out
   * where Google's own defaults will do.
   */
  private static Optional<ComputeInstanceScheduling> scheduling(Workstation workstation) {
    boolean movable = !IMMOVABLE.contains(workstation.machine().family());
    if (movable && workstation.maxRunDuration().isEmpty()) {
      return Optional.empty();
    }
    ComputeInstanceScheduling.Builder scheduling =
        ComputeInstanceScheduling.builder()
            .onHostMaintenance(movable ? "MIGRATE" : "TERMINATE")
            .automaticRestart(true);
    workstation
        .maxRunDuration()
        .ifPresent(
            longest ->
                scheduling
                    .provisioningModel("STANDARD")
                    // The other choice is DELETE.
                    .instanceTerminationAction("STOP")
                    .maxRunDuration(
                        ComputeInstanceSchedulingMaxRunDuration.builder()
                            .seconds(longest.toSeconds())
                            .build()));
    return Optional.of(scheduling.build());
  }
}
