package tollgate.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerraformBinaryTest {

  @TempDir Path directory = Path.of("");

  private TerraformBinary find(String body) throws IOException {
    Path script = Scripts.terraform(directory, body);
    String path = script.getParent() + ":" + System.getenv("PATH");
    return TerraformBinary.find(Map.of("PATH", path), new Children());
  }

  @Test
  void theFirstTerraformOnThePathIsUsed() throws IOException {
    TerraformBinary binary = find(Scripts.telling("1.11.4"));
    assertThat(binary.path()).isEqualTo(directory.resolve("bin/terraform"));
    assertThat(binary.version()).hasToString("1.11.4");
  }

  @ParameterizedTest
  @CsvSource({"1.10.5", "0.15.0", "1.11.0-rc1"})
  void oneThatIsTooOldIsRefusedWithTheWayOut(String version) {
    assertThatThrownBy(() -> find(Scripts.telling(version)))
        .isInstanceOf(TerraformMissingException.class)
        .hasMessageContaining("is version " + version)
        .hasMessageContaining("need 1.11.0")
        .hasMessageContaining("Install Terraform");
  }

  @Test
  void noneAtAllIsRefusedWithTheWayOut() {
    assertThatThrownBy(
            () -> TerraformBinary.find(Map.of("PATH", directory.toString()), new Children()))
        .isInstanceOf(TerraformMissingException.class)
        .hasMessageStartingWith("There is no terraform on the PATH. Install Terraform 1.11.0");
  }

  @ParameterizedTest
  @CsvSource({"exit 3", "echo hello", "echo '[]'", "echo"})
  void aProgramThatIsNoTerraformIsRefused(String body) {
    assertThatThrownBy(() -> find(body))
        .isInstanceOf(TerraformMissingException.class)
        .hasMessageContaining("does not tell its version");
  }

  @Test
  void theVariableMayNameAnotherExecutable() throws IOException {
    Path script = Scripts.terraform(directory, Scripts.telling("1.12.0"));
    TerraformBinary binary =
        TerraformBinary.find(
            Map.of("PATH", System.getenv("PATH"), TerraformBinary.VARIABLE, script.toString()),
            new Children());
    assertThat(binary.version()).hasToString("1.12.0");
  }

  @Test
  void aVariableThatNamesADirectoryIsRefused() {
    assertThatThrownBy(
            () -> TerraformBinary.locate(Map.of(TerraformBinary.VARIABLE, directory.toString())))
        .isInstanceOf(TerraformMissingException.class)
        .hasMessageContaining("which is no executable file");
  }

  @Test
  void aVariableThatNamesNothingIsRefused() {
    assertThatThrownBy(
            () ->
                TerraformBinary.locate(
                    Map.of(TerraformBinary.VARIABLE, directory.resolve("no").toString())))
        .isInstanceOf(TerraformMissingException.class)
        .hasMessageContaining("which is no executable file");
  }

  @Test
  void aPreReleaseIsOlderThanItsRelease() {
    assertThat(TerraformVersion.parse("1.11.0-rc1").orElseThrow())
        .isLessThan(TerraformVersion.MINIMUM);
    assertThat(TerraformVersion.parse("1.11.4").orElseThrow())
        .isGreaterThan(TerraformVersion.MINIMUM);
    assertThat(TerraformVersion.parse("v1")).isEmpty();
  }
}
