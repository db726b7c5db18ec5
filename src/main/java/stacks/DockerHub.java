package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepository;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryCleanupPolicies;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryCleanupPoliciesCondition;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryCleanupPoliciesMostRecentVersions;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryRemoteRepositoryConfig;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository.ArtifactRegistryRepositoryRemoteRepositoryConfigDockerRepository;
import java.util.List;
import stacks.parts.StackScope;

/**
 * The repository that images of Docker Hub are pulled through. Costs nothing by itself; cached
 * images are billed by size, old ones go. Opens nothing. Source:
 * cloud.google.com/artifact-registry/docs/repositories/remote-repo.
 */
final class DockerHub {
  /** Its id, and its place in an image's name. */
  static final String ID = "docker-hub";

  private static final int CACHED_IMAGE_DAYS = 30;
  private static final int CACHED_IMAGES_KEPT = 3;

  private DockerHub() {}

  /** Pulling through it spares Docker Hub's rate limit, and images stay near to what runs them. */
  static void make(StackScope scope, List<? extends ITerraformDependable> api) {
    ArtifactRegistryRepository mirror =
        ArtifactRegistryRepository.Builder.create(scope.construct(), ID)
            .repositoryId(ID)
            .location(scope.settings().region().value())
            .description("Docker Hub, pulled through and cached")
            .format("DOCKER")
            .mode("REMOTE_REPOSITORY")
            .remoteRepositoryConfig(
                ArtifactRegistryRepositoryRemoteRepositoryConfig.builder()
                    .description("Docker Hub")
                    .dockerRepository(
                        ArtifactRegistryRepositoryRemoteRepositoryConfigDockerRepository.builder()
                            .publicRepository("DOCKER_HUB")
                            .build())
                    .build())
            .cleanupPolicyDryRun(false)
            .cleanupPolicies(
                List.of(
                    ArtifactRegistryRepositoryCleanupPolicies.builder()
                        .id("delete-old")
                        .action("DELETE")
                        .condition(
                            ArtifactRegistryRepositoryCleanupPoliciesCondition.builder()
                                .olderThan(CACHED_IMAGE_DAYS * 86_400 + "s")
                                .build())
                        .build(),
                    ArtifactRegistryRepositoryCleanupPolicies.builder()
                        .id("keep-latest")
                        .action("KEEP")
                        .mostRecentVersions(
                            ArtifactRegistryRepositoryCleanupPoliciesMostRecentVersions.builder()
                                .keepCount(CACHED_IMAGES_KEPT)
                                .build())
                        .build()))
            .dependsOn(api)
            .build();
    scope.written(mirror, ID);
    scope.output(
        "docker_hub",
        scope.names().registry(scope.settings().region(), ID),
        "Write this before an image's name to pull it through the cache");
  }
}
