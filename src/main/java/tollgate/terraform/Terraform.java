package tollgate.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Terraform's commands in one working directory. Every one starts a child process and throws a
 * {@link TerraformException} with terraform's own diagnostics when that fails.
 */
public final class Terraform {

  private static final Duration READING = Duration.ofMinutes(5);
  private static final Duration INIT = Duration.ofMinutes(10);
  private static final Duration PLANNING = Duration.ofMinutes(30);

  /** A Cloud SQL instance alone may take twenty minutes; cutting an apply off harms. */
  private static final Duration UNLIMITED = Duration.ZERO;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Warnings about {@code -target}, which is used on purpose, to change a few flags only. */
  private static final Set<String> KNOWN_WARNINGS =
      Set.of("Resource targeting is in effect", "Applied changes may be incomplete");

  /** A number or a UUID, as the backends give them; never an option. */
  private static final Pattern LOCK_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,200}");

  private final TerraformBinary binary;
  private final Path directory;
  private final Map<String, String> environment;
  private final Children children;

  /**
   * @param directory the working directory
   * @param environment the child's whole environment
   */
  public Terraform(
      TerraformBinary binary, Path directory, Map<String, String> environment, Children children) {
    this.binary = binary;
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.children = children;
  }

  /** Sets up backend and providers; quick when that is done already. */
  public void init(Event.Listener listener) {
    stream("init", INIT, listener, "init", "-json", "-input=false", "-no-color");
  }

  /**
   * Plans and saves.
   *
   * @param file where the plan goes
   * @param kind of plan
   * @return whether applying it would change anything
   */
  public boolean plan(Path file, PlanKind kind, Event.Listener listener) {
    return plan(file, kind, List.of(), listener);
  }

  /** The same for some addresses and what they depend on; none means all. */
  public boolean plan(Path file, PlanKind kind, List<String> targets, Event.Listener listener) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "plan", "-json", "-input=false", "-detailed-exitcode", "-out=" + absolute(file)));
    switch (kind) {
      case CHANGE -> {}
      case DESTROY -> arguments.add("-destroy");
      case REFRESH_ONLY -> arguments.add("-refresh-only");
    }
    targets.forEach(target -> arguments.add("-target=" + target));
    return stream("plan", PLANNING, listener, arguments.toArray(String[]::new)) == 2;
  }

  /** What a plan is for. */
  public enum PlanKind {
    CHANGE,
    DESTROY,
    REFRESH_ONLY
  }

  /** The saved plan as JSON. It holds sensitive values in the clear: never write it anywhere. */
  public JsonNode show(Path file) {
    return document("show", "show", "-json", "-no-color", absolute(file));
  }

  /** Applies exactly the saved plan. */
  public void apply(Path file, Event.Listener listener) {
    stream("apply", UNLIMITED, listener, "apply", "-json", "-input=false", absolute(file));
  }

  /**
   * The lock on the state, when somebody holds it. A plan that does not look at the cloud takes the
   * lock and gives it back; Terraform has no command that only looks.
   */
  public Optional<StateLock> heldLock() {
    try {
      stream(
          "plan",
          PLANNING,
          Event.Listener.NONE,
          "plan",
          "-json",
          "-input=false",
          "-detailed-exitcode",
          "-refresh=false");
      return Optional.empty();
    } catch (TerraformException e) {
      if (e.lock().isPresent()) {
        return e.lock();
      }
      throw e;
    }
  }

  /**
   * Takes somebody's lock away.
   *
   * @throws TerraformException when the backend refuses, or the id is none
   */
  public void forceUnlock(StateLock lock) {
    if (!LOCK_ID.matcher(lock.id()).matches()) {
      throw new TerraformException("the lock has no id by which it can be taken away");
    }
    Child.Result done =
        children.run(command("force-unlock", "-force", lock.id()), directory, environment, READING);
    if (done.exitCode() != 0) {
      throw failure("force-unlock", done.exitCode(), List.of(), done.stderr());
    }
  }

  /** The outputs by name: value, type and whether they are sensitive. */
  public JsonNode outputs() {
    return document("output", "output", "-json", "-no-color");
  }

  private static String absolute(Path file) {
    return file.toAbsolutePath().toString();
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(binary.path().toString()));
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /** Runs a command that prints events; returns 0, or 2 for a plan with changes. */
  private int stream(String what, Duration limit, Event.Listener listener, String... arguments) {
    List<Diagnostic> errors = new ArrayList<>();
    try (Children.Running run = children.start(command(arguments), directory, environment, limit)) {
      int code =
          run.child()
              .lines(
                  line ->
                      Event.parse(line)
                          .ifPresent(
                              event -> {
                                if (event instanceof Event.Stopping) {
                                  run.child().tookNotice();
                                }
                                if (event instanceof Event.Diagnosed diagnosed
                                    && diagnosed.diagnostic().severity()
                                        == Diagnostic.Severity.ERROR) {
                                  errors.add(diagnosed.diagnostic());
                                }
                                if (!isKnownWarning(event)) {
                                  listener.on(event);
                                }
                              }));
      if (code == 0 || (code == 2 && what.equals("plan") && errors.isEmpty())) {
        return code;
      }
      throw failure(what, code, errors, run.child().stderr());
    }
  }

  private static boolean isKnownWarning(Event event) {
    return event instanceof Event.Diagnosed told
        && KNOWN_WARNINGS.contains(told.diagnostic().summary());
  }

  private JsonNode document(String what, String... arguments) {
    try (Children.Running run =
        children.start(command(arguments), directory, environment, READING)) {
      JsonNode document = JSON.readTree(run.child().stdout());
      int code = run.child().await();
      if (code != 0) {
        throw failure(what, code, List.of(), run.child().stderr());
      }
      return document;
    } catch (IOException e) {
      throw new TerraformException(
          "terraform %s printed something that is no JSON".formatted(what));
    }
  }

  private static TerraformException failure(
      String what, int code, List<Diagnostic> errors, String stderr) {
    List<Diagnostic> all = new ArrayList<>(errors);
    String rest = withoutFrames(stderr);
    if (all.isEmpty()) {
      all.add(
          Diagnostic.error(
              rest.isEmpty() ? "terraform said nothing more" : firstLine(rest),
              rest.contains("\n") ? rest.substring(rest.indexOf('\n')).strip() : ""));
    }
    return new TerraformException("terraform %s failed (exit %d)".formatted(what, code), all);
  }

  /** Without the box that terraform draws around its errors. */
  private static String withoutFrames(String text) {
    return text.replaceAll("\\u001b\\[[0-9;]*m", "").replaceAll("(?m)^[╷│╵ ]+", "").strip();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
