package tollgate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Shown;

/**
 * Looks whether Node is what went wrong. Asked only after a synth has failed: a look at every start
 * would cost more than it tells.
 */
final class NodeCheck {
  private static final int MAJOR = 20;
  private static final int MINOR = 9;
  private static final String WAY_OUT =
      " Install Node %d.%d or newer and put it on the PATH.".formatted(MAJOR, MINOR);
  private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\.\\d+.*");

  private NodeCheck() {}

  /** What is wrong with Node, with the way out; empty when nothing is. */
  static Optional<String> problem(Map<String, String> environment) {
    String node = environment.getOrDefault("JSII_NODE", "node");
    ProcessBuilder builder = new ProcessBuilder(node, "--version").redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String said =
          new String(process.getInputStream().readNBytes(200), StandardCharsets.UTF_8).strip();
      Matcher version = VERSION.matcher(said);
      if (!version.matches()) {
        return Optional.of(
            "The program node says %s instead of its version.%s"
                .formatted(Shown.quoted(said), WAY_OUT));
      }
      int major = Integer.parseInt(version.group(1));
      int minor = Integer.parseInt(version.group(2));
      return major > MAJOR || (major == MAJOR && minor >= MINOR)
          ? Optional.empty()
          : Optional.of("Node %s is too old.%s".formatted(said, WAY_OUT));
    } catch (IOException missing) {
      return Optional.of("Node was not found." + WAY_OUT);
    }
  }
}
