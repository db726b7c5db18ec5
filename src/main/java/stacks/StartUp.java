package stacks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stacks.parts.Literal;
import tollgate.config.Workstation;
import tollgate.text.Sha256;

/**
 * What the workstation does at each start: one script that is always the same, and beside it, as
 * metadata of their own, what the settings choose. So a plan shows a changed choice as one line,
 * and nothing from the settings is ever part of a script.
 *
 * @param metadata the machine's, as Terraform is given it
 * @param version a digest of the script and the choices, which the machine shows when it is ready
 */
record StartUp(Map<String, String> metadata, String version) {
  /** The guest attribute that the machine writes its progress to. */
  static final String READY = "tollgate/ready";

  /** Read by the estimate too. */
  private static final String HOURS_PER_WEEK = "tollgate-hours-per-week";

  private static final String SCRIPT = "workstation-startup.sh";
  private static final String ORCHESTRATOR_UP = "orchestrator-up.sh";
  private static final int DIGEST_DIGITS = 16;

  StartUp {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /**
   * What a workstation does.
   *
   * @param orchestrator what it runs for one, as {@link stacks.orchestrator.OnMachine} says it;
   *     empty for none
   * @param share the range that may mount the orchestrator's files; empty when nobody may
   */
  static StartUp of(
      Workstation workstation, Optional<String> orchestrator, Optional<String> share) {
    Map<String, String> choices = new TreeMap<>();
    choices.put("tollgate-python", workstation.python().name().toLowerCase(Locale.ROOT));
    workstation
        .terraform()
        .ifPresent(version -> choices.put("tollgate-terraform", version.value()));
    workstation
        .idleStop()
        .ifPresent(idle -> choices.put("tollgate-idle-minutes", Long.toString(idle.toMinutes())));
    orchestrator.ifPresent(
        plan -> {
          choices.put("tollgate-orchestrator", plan);
          choices.put("tollgate-orchestrator-up", script(ORCHESTRATOR_UP));
        });
    share.ifPresent(range -> choices.put("tollgate-share", range));
    String script = script(SCRIPT);
    String version = Sha256.hex(script + choices).substring(0, DIGEST_DIGITS);

    Map<String, String> metadata = new TreeMap<>();
    metadata.put("block-project-ssh-keys", "TRUE");
    metadata.put("enable-guest-attributes", "TRUE");
    metadata.put("enable-oslogin", "TRUE");
    metadata.put("serial-port-enable", "FALSE");
    metadata.put("startup-script", Literal.of(script));
    metadata.put("tollgate-version", version);
    choices.forEach((key, value) -> metadata.put(key, Literal.of(value)));
    workstation
        .hoursPerWeek()
        .ifPresent(hours -> metadata.put(HOURS_PER_WEEK, Integer.toString(hours)));
    return new StartUp(metadata, version);
  }

  private static String script(String name) {
    try (InputStream script = StartUp.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(
            "the workstation's script " + name + " is missing from this build");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
