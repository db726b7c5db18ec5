package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccess;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import java.util.List;
import java.util.Optional;
import stacks.orchestrator.OnMachine;
import stacks.parts.StackScope;
import stacks.parts.UnbuildableException;
import tollgate.config.Cidr;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Settings;
import tollgate.config.Workstation;

/**
 * A directory of the workstation's disk, shared over NFS with the orchestrator on Cloud Run. Costs
 * nothing. Opens the ports of an NFS server to the one subnet that Cloud Run takes its addresses
 * from, and to nothing else; what comes from there acts as nobody, never as root. The share is away
 * while the machine is stopped. Source:
 * cloud.google.com/run/docs/configuring/services/nfs-volume-mounts.
 */
final class OrchestratorShare {
  /** rpcbind, nfs and mountd; the start-up script holds mountd to its port. */
  private static final List<String> PORTS = List.of("111", "2049", "20048");

  /** Google takes the first two addresses of a subnet. */
  private static final int FIRST_FREE = 2;

  private OrchestratorShare() {}

  /**
   * From Cloud Run to the workstation.
   *
   * @param access for the service
   * @param firewall what must be open before it starts
   */
  record Way(CloudRunV2ServiceTemplateVpcAccess access, ITerraformDependable firewall) {}

  /** True when the workstation has to share. */
  static boolean isWished(Settings settings) {
    return settings.workstation().isPresent()
        && settings
            .orchestrator()
            .map(Orchestrator::storage)
            .filter(OrchestratorStorage.NFS::equals)
            .isPresent();
  }

  /** The range that may mount the share; empty when there is none. */
  static Optional<String> range(Settings settings) {
    return isWished(settings) ? Optional.of(OrchestratorNetwork.SUBNET) : Optional.empty();
  }

  /**
   * The workstation's address in its subnet. It must be fixed, for Cloud Run asks no name server.
   */
  static Optional<String> address(Settings settings) {
    return isWished(settings)
        ? settings.workstation().map(Workstation::subnet).map(net -> net.host(FIRST_FREE))
        : Optional.empty();
  }

  /** Where the share is mounted from. */
  static String path() {
    return OnMachine.DIRECTORY;
  }

  /**
   * Makes the way from Cloud Run into the workstation's network.
   *
   * @throws UnbuildableException when the two ranges overlap
   */
  static Way way(StackScope scope, Workstation workstation) {
    if (workstation.subnet().overlaps(Cidr.parse(OrchestratorNetwork.SUBNET))) {
      throw new UnbuildableException(
          "The workstation's subnet %s overlaps with %s, which Cloud Run takes its addresses from: change workstation.subnet."
              .formatted(workstation.subnet(), OrchestratorNetwork.SUBNET));
    }
    String network =
        "projects/%s/global/networks/%s"
            .formatted(scope.settings().project(), WorkstationStack.NAME);
    ComputeSubnetwork subnet = OrchestratorNetwork.subnet(scope, network);
    ComputeFirewall firewall =
        ComputeFirewall.Builder.create(scope.construct(), "share")
            .name("orchestrator-share")
            .network(network)
            .description("From the orchestrator to its files on the workstation")
            .direction("INGRESS")
            .sourceRanges(List.of(OrchestratorNetwork.SUBNET))
            .targetServiceAccounts(List.of(scope.names().serviceAccount(WorkstationStack.NAME)))
            .allow(List.of(ComputeFirewallAllow.builder().protocol("tcp").ports(PORTS).build()))
            .build();
    return new Way(
        OrchestratorNetwork.access(WorkstationStack.NAME, subnet),
        scope.written(firewall, "share"));
  }
}
