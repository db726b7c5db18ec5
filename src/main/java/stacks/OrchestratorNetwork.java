package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccess;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccessNetworkInterfaces;
import com.hashicorp.cdktf.providers.google.compute_global_address.ComputeGlobalAddress;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.service_networking_connection.ServiceNetworkingConnection;
import java.util.List;
import stacks.parts.StackScope;

/**
 * A network for what the orchestrator reaches by a private address: a share, or its database. Costs
 * nothing. Opens nothing to the internet. Source:
 * cloud.google.com/run/docs/configuring/vpc-direct-vpc.
 *
 * @param network its name, and what waits for it
 * @param id its full name
 * @param access the way from Cloud Run into it
 */
record OrchestratorNetwork(String network, String id, CloudRunV2ServiceTemplateVpcAccess access) {
  private static final String NAME = "orchestrator";

  /** Cloud Run takes up to two addresses an instance from it; a revision change doubles that. */
  static final String SUBNET = "10.20.0.0/24";

  /** Google's least for databases is 24; this leaves room for others beside it. */
  private static final int PEERED_PREFIX = 20;

  /**
   * Google's own network, joined to this one.
   *
   * @param network the full name of this one
   * @param connection what must exist before a database gets an address in it
   */
  record Peering(String network, ITerraformDependable connection) {}

  static OrchestratorNetwork make(StackScope scope) {
    ComputeNetwork network =
        scope.named(
            ComputeNetwork.Builder.create(scope.construct(), "network")
                .name(NAME)
                .description("From the orchestrator to its files")
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .build(),
            NAME);
    return new OrchestratorNetwork(
        network.getName(),
        network.getId(),
        access(network.getName(), subnet(scope, network.getId())));
  }

  /** The way into a network through a subnet of the orchestrator's own. */
  static CloudRunV2ServiceTemplateVpcAccess access(String network, ComputeSubnetwork subnet) {
    return CloudRunV2ServiceTemplateVpcAccess.builder()
        .egress("PRIVATE_RANGES_ONLY")
        .networkInterfaces(
            List.of(
                CloudRunV2ServiceTemplateVpcAccessNetworkInterfaces.builder()
                    .network(network)
                    .subnetwork(subnet.getName())
                    .build()))
        .build();
  }

  /** The subnet that Cloud Run takes its addresses from. */
  static ComputeSubnetwork subnet(StackScope scope, String network) {
    return scope.named(
        ComputeSubnetwork.Builder.create(scope.construct(), "subnet")
            .name(NAME)
            .network(network)
            .region(scope.settings().region().value())
            .ipCidrRange(SUBNET)
            .privateIpGoogleAccess(true)
            .build(),
        NAME);
  }

  /**
   * Joins Google's network, where the database then gets an address. Google lets go of the joint
   * only hours after the last database in it is gone, so Terraform forgets it instead of waiting:
   * it vanishes with the network.
   */
  Peering peer(StackScope scope) {
    ComputeGlobalAddress range =
        scope.named(
            ComputeGlobalAddress.Builder.create(scope.construct(), "peered-range")
                .name(NAME + "-database")
                .description("Addresses that Google gives to databases")
                .purpose("VPC_PEERING")
                .addressType("INTERNAL")
                .prefixLength(PEERED_PREFIX)
                .network(id)
                .build(),
            NAME + "-database");
    ServiceNetworkingConnection connection =
        ServiceNetworkingConnection.Builder.create(scope.construct(), "peering")
            .network(id)
            .service("servicenetworking.googleapis.com")
            .reservedPeeringRanges(List.of(range.getName()))
            .deletionPolicy("ABANDON")
            .build();
    return new Peering(id, scope.named(connection, NAME + "-database"));
  }
}
