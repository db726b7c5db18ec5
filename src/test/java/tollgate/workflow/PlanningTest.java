package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.terraform.Terraform.PlanKind;

class PlanningTest {
  @Test
  void noTerraformIsLeftRunningWhenAnotherStacksFilesFail(@TempDir Path directory)
      throws Exception {
    try (Workbench bench = new Workbench(directory)) {
      Files.createDirectories(bench.ground.plans().resolve("broken.tfplan/full"));
      var stacks = List.of(bench.stack("broken", ""), bench.stack("sound", "\"a\": {}"));

      assertThatThrownBy(() -> bench.planning.plan(stacks, PlanKind.CHANGE))
          .isInstanceOf(UncheckedIOException.class);

      assertThat(bench.heard).containsExactly("sound planned");
    }
  }
}
