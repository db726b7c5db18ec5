package tollgate.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import tollgate.report.Printable;
import tollgate.terraform.Diagnostic;
import tollgate.terraform.Event;
import tollgate.workflow.Progress;

/**
 * Progress on stderr: on a terminal one line that is rewritten, and a line that stays for each
 * object; without one, plain lines only. Quiet says nothing.
 */
final class Talk implements Progress {

  /** Without a terminal, how often a long step is heard of, in seconds. */
  private static final int HEARTBEAT = 60;

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean quiet;
  private final boolean live;
  private final int columns;

  /** What each stack is at, for the live line. */
  private final Map<String, String> now = new TreeMap<>();

  private boolean lineShown;

  /**
   * @param erases whether the terminal, if it is one, can take a line away again
   */
  Talk(PrintStream err, Terminal terminal, boolean quiet, boolean erases) {
    this.err = err;
    this.quiet = quiet;
    this.live = terminal.talk() && !quiet && erases;
    this.columns = terminal.columns();
  }

  @Override
  public synchronized void step(String stack, String what) {
    now.put(stack, what);
    redraw();
  }

  @Override
  public synchronized void event(String stack, Event event) {
    if (event instanceof Event.Started started) {
      now.put(stack, verb(started.action()) + " " + started.address());
      redraw();
    } else if (event instanceof Event.Going going) {
      now.put(
          stack, "%s %s, %d s".formatted(verb(going.action()), going.address(), going.seconds()));
      redraw();
      if (!live && going.seconds() % HEARTBEAT == 0) {
        line("%s: still %s".formatted(stack, now.get(stack)));
      }
    } else if (event instanceof Event.Finished finished && !finished.action().equals("read")) {
      line(
          "%s: %s %s%s"
              .formatted(
                  stack,
                  past(finished.action()),
                  finished.address(),
                  finished.seconds() > 0 ? " (" + finished.seconds() + " s)" : ""));
    } else if (event instanceof Event.Failed failed) {
      line("%s: failed: %s %s".formatted(stack, verb(failed.action()), failed.address()));
    } else if (event instanceof Event.Diagnosed told
        && told.diagnostic().severity() == Diagnostic.Severity.WARNING) {
      line("%s: warning: %s".formatted(stack, told.diagnostic().sentence()));
    } else if (event instanceof Event.Stopping) {
      line(stack + ": interrupted; terraform finishes what it has begun and writes its state");
    }
  }

  @Override
  public synchronized void done(String stack, String what) {
    now.remove(stack);
    if (what.equals("done")) {
      line(stack + ": done");
    } else {
      redraw();
    }
  }

  @Override
  public synchronized void note(String sentence) {
    line(sentence);
  }

  /** Takes the live line away, before something else is written. */
  synchronized void clear() {
    now.clear();
    erase();
  }

  private void line(String text) {
    if (!quiet) {
      erase();
      err.println(Printable.text(text));
      redraw();
    }
  }

  private void redraw() {
    if (!live || now.isEmpty()) {
      erase();
      return;
    }
    StringBuilder text = new StringBuilder();
    now.forEach(
        (stack, what) ->
            text.append(text.isEmpty() ? "" : " | ").append(stack).append(' ').append(what));
    err.print(ERASE + Printable.text(text.toString(), columns - 1));
    err.flush();
    lineShown = true;
  }

  private void erase() {
    if (lineShown) {
      err.print(ERASE);
      err.flush();
      lineShown = false;
    }
  }

  private static String verb(String action) {
    return switch (action) {
      case "create" -> "creating";
      case "update" -> "changing";
      case "delete" -> "deleting";
      case "read" -> "reading";
      default -> action;
    };
  }

  private static String past(String action) {
    return switch (action) {
      case "create" -> "created";
      case "update" -> "changed";
      case "delete" -> "deleted";
      case "read" -> "read";
      default -> action + " done";
    };
  }
}
