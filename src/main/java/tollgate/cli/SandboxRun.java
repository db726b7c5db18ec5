package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tollgate.report.Printable;
import tollgate.sandbox.Inventory;
import tollgate.sandbox.Sandbox;
import tollgate.sandbox.cloud.Rehearsal;
import tollgate.workflow.StopException;

/** What exists in the sandbox, and its end. */
final class SandboxRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Session session;
  private final Path ground;

  SandboxRun(Session session) {
    this.session = session;
    this.ground = session.project().workplace("sandbox");
  }

  ExitCode status(Format format) {
    Path store = Session.sandboxStore(session.project());
    try (Inventory inventory = Inventory.open(store, PATIENCE)) {
      SandboxStatus status = SandboxStatus.of(inventory.objects(), new Rehearsal(store).now());
      session
          .rim()
          .out()
          .print(
              switch (format) {
                case text -> status.text();
                case json -> status.json();
              });
      return ExitCode.FINE;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  ExitCode reset() {
    Path store = Session.sandboxStore(session.project());
    if (!Files.exists(ground)) {
      session.talk().note("The sandbox was empty already.");
      return ExitCode.FINE;
    }
    try {
      if (Files.exists(store)) {
        Sandbox.reset(store);
      }
      Trees.delete(ground);
    } catch (IOException e) {
      throw unusable(e);
    }
    session.talk().note("The sandbox is empty.");
    return ExitCode.FINE;
  }

  /** A disk that refuses is the machine's, anything else the simulated cloud's. */
  static StopException.Reason reason(IOException e) {
    return DiskTrouble.behind(e).isPresent()
        ? StopException.Reason.PREREQUISITE
        : StopException.Reason.TERRAFORM;
  }

  static StopException unusable(IOException e) {
    return new StopException(
        reason(e), "The sandbox cannot be used: " + Printable.text(String.valueOf(e.getMessage())));
  }
}
