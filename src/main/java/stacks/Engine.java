package stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import java.nio.file.Path;
import java.util.Map;

/** Makes CDKTF's app so that cdktf 0.21 and its fork cdktn 0.24 write the same stacks. */
final class Engine {
  /**
   * cdktn refuses write-only arguments unless it is told that no older Terraform will read them;
   * cdktf does not look at it.
   */
  private static final Map<String, Object> CONTEXT =
      Map.of("targetVersions", Map.of("terraform", ">=1.11.0"));

  private Engine() {}

  /**
   * An app without stacks.
   *
   * @param outdir where its files go
   */
  static App app(Path outdir) {
    return new App(
        AppConfig.builder().outdir(outdir.toAbsolutePath().toString()).context(CONTEXT).build());
  }
}
