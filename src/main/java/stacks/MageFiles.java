package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumes;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumesGcs;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumesNfs;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccess;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVpcAccessNetworkInterfaces;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.filestore_instance.FilestoreInstance;
import com.hashicorp.cdktf.providers.google.filestore_instance.FilestoreInstanceFileShares;
import com.hashicorp.cdktf.providers.google.filestore_instance.FilestoreInstanceNetworks;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.util.List;
import java.util.Optional;
import stacks.parts.Member;
import stacks.parts.PrivateBucket;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import stacks.parts.UnbuildableException;
import tollgate.config.Lake;
import tollgate.config.Location;
import tollgate.config.StorageClass;

/**
 * Where Mage keeps the project's files.
 *
 * @param volume what is mounted
 * @param network the way to it, where it needs one
 * @param ready what must exist before it can be mounted
 * @param where what a person calls it
 */
record MageFiles(
    CloudRunV2ServiceTemplateVolumes volume,
    Optional<CloudRunV2ServiceTemplateVpcAccess> network,
    List<ITerraformDependable> ready,
    String where) {
  static final String VOLUME = "files";
  private static final String BUCKET = "orchestrator";
  private static final String SHARE = "files";
  private static final String NETWORK = "orchestrator";

  /** The smallest BASIC_HDD share that can be had, in GB. */
  private static final int SMALLEST_SHARE_GB = 1024;

  /** Cloud Run takes up to two addresses an instance from it; a revision change doubles that. */
  private static final String SUBNET = "10.20.0.0/24";

  MageFiles {
    ready = List.copyOf(ready);
  }

  /**
   * A bucket, mounted. No locks and the last write wins, which one instance can live with.
   *
   * @param user who reads and writes it
   */
  static MageFiles bucket(StackScope scope, Member user) {
    boolean taken =
        scope.settings().lake().map(Lake::buckets).orElse(List.of()).stream()
            .anyMatch(bucket -> bucket.purpose().equals(BUCKET));
    if (taken) {
      throw new UnbuildableException(
          "The bucket %s is the orchestrator's own: give the lake's bucket another purpose than \"%s\"."
              .formatted(scope.names().bucket(BUCKET), BUCKET));
    }
    StorageBucket bucket =
        PrivateBucket.make(
            scope,
            new PrivateBucket.Wish(
                BUCKET,
                new Location(scope.settings().region().value()),
                StorageClass.STANDARD,
                Optional.empty(),
                true));
    Target target = new Target.Bucket(scope.names().bucket(BUCKET), BUCKET, bucket.getName());
    TerraformResource objects =
        scope.grant(target, Role.of("storage.objectAdmin"), user, "Keeps its project files there");
    TerraformResource metadata =
        scope.grant(
            target,
            FoundationStack.bucketMetadata(scope.settings().project()),
            user,
            "Opens the bucket before it reads or writes");
    return new MageFiles(
        CloudRunV2ServiceTemplateVolumes.builder()
            .name(VOLUME)
            .gcs(
                CloudRunV2ServiceTemplateVolumesGcs.builder()
                    .bucket(bucket.getName())
                    .readOnly(false)
                    // Folders of files that were uploaded from elsewhere show up too.
                    .mountOptions(List.of("implicit-dirs"))
                    .build())
            .build(),
        Optional.empty(),
        List.of(objects, metadata),
        "gs://" + scope.names().bucket(BUCKET));
  }

  /** A Filestore share in a network of its own. Billed by its full size from the first minute. */
  static MageFiles share(StackScope scope) {
    ComputeNetwork network =
        scope.named(
            ComputeNetwork.Builder.create(scope.construct(), "network")
                .name(NETWORK)
                .description("From the orchestrator to its files")
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .build(),
            NETWORK);
    ComputeSubnetwork subnet =
        scope.named(
            ComputeSubnetwork.Builder.create(scope.construct(), "subnet")
                .name(NETWORK)
                .network(network.getId())
                .region(scope.settings().region().value())
                .ipCidrRange(SUBNET)
                .privateIpGoogleAccess(true)
                .build(),
            NETWORK);
    FilestoreInstance share =
        scope.named(
            FilestoreInstance.Builder.create(scope.construct(), "filestore")
                .name("orchestrator-files")
                .location(scope.settings().zone().value())
                .tier("BASIC_HDD")
                .deletionPolicy(scope.protection().deletionPolicy())
                .fileShares(
                    FilestoreInstanceFileShares.builder()
                        .name(SHARE)
                        .capacityGb(SMALLEST_SHARE_GB)
                        .build())
                .networks(
                    List.of(
                        FilestoreInstanceNetworks.builder()
                            .network(network.getName())
                            .modes(List.of("MODE_IPV4"))
                            .build()))
                .build(),
            SHARE);
    scope.markHoldsData();
    return new MageFiles(
        CloudRunV2ServiceTemplateVolumes.builder()
            .name(VOLUME)
            .nfs(
                CloudRunV2ServiceTemplateVolumesNfs.builder()
                    .server(
                        "${google_filestore_instance." + SHARE + ".networks[0].ip_addresses[0]}")
                    .path("/" + SHARE)
                    .readOnly(false)
                    .build())
            .build(),
        Optional.of(
            CloudRunV2ServiceTemplateVpcAccess.builder()
                .egress("PRIVATE_RANGES_ONLY")
                .networkInterfaces(
                    List.of(
                        CloudRunV2ServiceTemplateVpcAccessNetworkInterfaces.builder()
                            .network(network.getName())
                            .subnetwork(subnet.getName())
                            .build()))
                .build()),
        List.of(share),
        "Filestore instance orchestrator-files");
  }
}
