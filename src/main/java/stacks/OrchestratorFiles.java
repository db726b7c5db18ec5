package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumes;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumesGcs;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateVolumesNfs;
import com.hashicorp.cdktf.providers.google.filestore_instance.FilestoreInstance;
import com.hashicorp.cdktf.providers.google.filestore_instance.FilestoreInstanceFileShares;
import com.hashicorp.cdktf.providers.google.filestore_instance.FilestoreInstanceNetworks;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stacks.orchestrator.Container;
import stacks.parts.Member;
import stacks.parts.OwnRole;
import stacks.parts.PrivateBucket;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import stacks.parts.UnbuildableException;
import tollgate.config.Lake;
import tollgate.config.Location;
import tollgate.config.StorageClass;

/**
 * Where the orchestrator keeps its files. A bucket costs nothing while it is empty, a directory of
 * the workstation nothing more, a Filestore share $163.84 a month in us-central1. Opens them to the
 * orchestrator's account, or to its network. Sources:
 * cloud.google.com/run/docs/configuring/services/cloud-storage-volume-mounts,
 * cloud.google.com/filestore/pricing.
 *
 * @param volume what is mounted; empty when it keeps none, or reaches them through its own client
 * @param ready what must exist before it starts
 * @param where what a person calls it
 */
record OrchestratorFiles(
    Optional<CloudRunV2ServiceTemplateVolumes> volume,
    List<ITerraformDependable> ready,
    String where) {
  static final String VOLUME = "files";
  private static final String BUCKET = "orchestrator";
  private static final String SHARE = "files";

  /** The smallest BASIC_HDD share that can be had, in GB. */
  private static final int SMALLEST_SHARE_GB = 1024;

  OrchestratorFiles {
    ready = List.copyOf(ready);
  }

  /** The name of its own bucket. */
  static String bucketName(StackScope scope) {
    return scope.names().bucket(BUCKET);
  }

  /**
   * A bucket. Mounted it has no locks and the last write wins, which one instance can live with.
   *
   * @param user who reads and writes it
   * @param seen where the container wants it mounted; empty when it has a client of its own
   */
  static OrchestratorFiles bucket(StackScope scope, Member user, Optional<Container.Files> seen) {
    boolean taken =
        scope.settings().lake().map(Lake::buckets).orElse(List.of()).stream()
            .anyMatch(bucket -> bucket.purpose().equals(BUCKET));
    if (taken) {
      throw new UnbuildableException(
          "The bucket %s is the orchestrator's own: give the lake's bucket another purpose than \"%s\"."
              .formatted(bucketName(scope), BUCKET));
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
    Target target = new Target.Bucket(bucketName(scope), BUCKET, bucket.getName());
    TerraformResource objects =
        scope.grant(target, Role.of("storage.objectAdmin"), user, "Keeps its project files there");
    TerraformResource metadata =
        scope.grant(
            target,
            OwnRole.BUCKET_METADATA.in(scope.settings().project()),
            user,
            "Opens the bucket before it reads or writes");
    return new OrchestratorFiles(
        seen.map(place -> mounted(bucket.getName(), place)),
        List.of(objects, metadata),
        "gs://" + bucketName(scope));
  }

  private static CloudRunV2ServiceTemplateVolumes mounted(String bucket, Container.Files place) {
    List<String> options = new ArrayList<>();
    // Folders of files that were uploaded from elsewhere show up too.
    options.add("implicit-dirs");
    place.folder().ifPresent(folder -> options.add("only-dir=" + folder));
    if (place.user() != 0) {
      options.add("uid=" + place.user());
    }
    return CloudRunV2ServiceTemplateVolumes.builder()
        .name(VOLUME)
        .gcs(
            CloudRunV2ServiceTemplateVolumesGcs.builder()
                .bucket(bucket)
                .readOnly(place.readOnly())
                .mountOptions(options)
                .build())
        .build();
  }

  /** A Filestore share. Billed by its full size from the first minute. */
  static OrchestratorFiles share(
      StackScope scope, OrchestratorNetwork network, Container.Files seen) {
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
                            .network(network.network())
                            .modes(List.of("MODE_IPV4"))
                            .build()))
                .build(),
            SHARE);
    scope.markHoldsData();
    return new OrchestratorFiles(
        Optional.of(
            shared(
                "${google_filestore_instance." + SHARE + ".networks[0].ip_addresses[0]}",
                "/" + SHARE,
                seen)),
        List.of(share),
        "Filestore instance orchestrator-files");
  }

  /** A directory of the workstation. */
  static OrchestratorFiles machine(String address, Container.Files seen) {
    String path = OrchestratorShare.path();
    return new OrchestratorFiles(
        Optional.of(shared(address, path, seen)), List.of(), path + " on the workstation");
  }

  private static CloudRunV2ServiceTemplateVolumes shared(
      String server, String path, Container.Files seen) {
    return CloudRunV2ServiceTemplateVolumes.builder()
        .name(VOLUME)
        .nfs(
            CloudRunV2ServiceTemplateVolumesNfs.builder()
                .server(server)
                .path(path)
                .readOnly(seen.readOnly())
                .build())
        .build();
  }

  /** No place at all: what it needs is in its image, or fetched when it starts. */
  static OrchestratorFiles none(String where) {
    return new OrchestratorFiles(Optional.empty(), List.of(), where);
  }
}
