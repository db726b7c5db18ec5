package tollgate.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tollgate.text.Sha256;

/**
 * What was approved, as SHA-256 in hex. Each is compared before an apply.
 *
 * @param plan of the saved plan file
 * @param configuration of the synthesized JSON
 * @param providers of the provider lock file; empty text where there is none, as in the sandbox
 */
public record Digests(String plan, String configuration, String providers) {
  private static final int BUFFER = 1 << 16;

  static Digests of(Path planFile, Path configuration, Path lockFile) {
    return new Digests(
        sha256(planFile), sha256(configuration), Files.exists(lockFile) ? sha256(lockFile) : "");
  }

  /** One digest for all three, which is what a report shows. */
  public String combined() {
    return Sha256.hex(String.join("\n", plan, configuration, providers));
  }

  /** What differs from these, in words; empty when nothing does. */
  List<String> differencesTo(Digests now) {
    List<String> changed = new ArrayList<>();
    if (!plan.equals(now.plan)) {
      changed.add("the saved plan");
    }
    if (!configuration.equals(now.configuration)) {
      changed.add("the synthesized configuration");
    }
    if (!providers.equals(now.providers)) {
      changed.add("the provider lock file");
    }
    return changed;
  }

  static String sha256(Path file) {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the file %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
