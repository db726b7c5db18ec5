package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployerRolesTest {
  @Test
  void everyTypeWithATypedClassHasItsRole() throws IOException {
    List<String> types =
        Files.readAllLines(Path.of("bindings/resources.txt")).stream()
            .filter(line -> line.startsWith("google_"))
            .toList();
    assertThat(types).hasSizeGreaterThan(40);
    assertThat(DeployerRoles.of(types))
        .contains(DeployerRoles.PROJECT_GRANTS, "storage.admin", "compute.networkAdmin")
        .doesNotContain("", "owner", "editor", "iam.serviceAccountUser")
        .noneMatch(role -> role.startsWith("billing.") || role.startsWith("cloudkms."));
  }

  @Test
  void theLongestBeginningOfATypeCounts() {
    assertThat(DeployerRoles.of(List.of("google_compute_instance")))
        .containsExactly("compute.instanceAdmin.v1");
    assertThat(DeployerRoles.of(List.of("google_compute_subnetwork")))
        .containsExactly("compute.networkAdmin");
    assertThat(DeployerRoles.of(List.of("google_billing_budget"))).isEmpty();
  }

  @Test
  void aTypeWithoutARoleIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeployerRoles.of(List.of("google_dataproc_cluster")))
        .withMessageContaining("google_dataproc_cluster")
        .withMessageContaining("DeployerRoles");
  }
}
