package tollgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of terraform's, as far as the gate has to understand it.
 *
 * @param global what stands before the command: {@code -chdir=DIR}
 * @param command {@code plan}, {@code apply}, {@code destroy}, or any other
 * @param options what follows it, each with its value in one piece: {@code -var=a=b}
 * @param planFile a saved plan that is to be applied
 */
record TerraformArguments(
    List<String> global, String command, List<String> options, Optional<String> planFile) {

  private static final String CHDIR = "-chdir=";

  /** Options whose value may be the next argument. All others are truth values. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "var",
          "var-file",
          "target",
          "exclude",
          "replace",
          "lock-timeout",
          "parallelism",
          "state",
          "state-out",
          "backup",
          "out",
          "generate-config-out");

  /** What an apply of a saved plan takes. Variables may be needed again: ephemeral ones are. */
  private static final Set<String> FOR_SAVED_PLAN =
      Set.of(
          "var",
          "var-file",
          "lock",
          "lock-timeout",
          "parallelism",
          "state",
          "state-out",
          "backup",
          "input",
          "no-color",
          "json",
          "compact-warnings");

  /** What only an apply takes. */
  private static final Set<String> APPLY_ONLY = Set.of("auto-approve", "state-out", "backup");

  /** As Go's strconv.ParseBool reads it. */
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

  TerraformArguments {
    global = List.copyOf(global);
    options = List.copyOf(options);
  }

  static TerraformArguments of(List<String> arguments) {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      at++;
    }
    List<String> options = new ArrayList<>();
    Optional<String> planFile = Optional.empty();
    for (int i = at + 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("-")) {
        planFile = planFile.or(() -> Optional.of(argument));
      } else if (WITH_VALUE.contains(name(argument))
          && !argument.contains("=")
          && i + 1 < arguments.size()) {
        i++;
        options.add("-" + name(argument) + "=" + arguments.get(i));
      } else {
        options.add(argument.replaceFirst("^--", "-"));
      }
    }
    return new TerraformArguments(
        arguments.subList(0, at),
        at < arguments.size() ? arguments.get(at) : "",
        options,
        planFile);
  }

  /** {@code var} of {@code -var=a=b}. */
  private static String name(String option) {
    String bare = option.replaceFirst("^--?", "");
    int equals = bare.indexOf('=');
    return equals < 0 ? bare : bare.substring(0, equals);
  }

  /** The directory terraform is told to work in. */
  Optional<String> directory() {
    return global.stream()
        .filter(option -> option.startsWith(CHDIR))
        .map(option -> option.substring(CHDIR.length()))
        .findFirst();
  }

  Optional<String> value(String option) {
    return options.stream()
        .filter(each -> name(each).equals(option) && each.contains("="))
        .map(each -> each.substring(each.indexOf('=') + 1))
        .reduce((first, last) -> last);
  }

  /** Whether a truth value is set. The last one counts. */
  boolean has(String option) {
    return last(option).isPresent() && !isOff(option);
  }

  /** Whether a truth value is written as false: {@code -input=false}, {@code -input=0}. */
  boolean isOff(String option) {
    return last(option)
        .filter(last -> FALSE.contains(last.substring(last.indexOf('=') + 1)))
        .isPresent();
  }

  private Optional<String> last(String option) {
    return options.stream().filter(each -> name(each).equals(option)).reduce((first, last) -> last);
  }

  /** Whether only a part of the stack is planned. */
  boolean isPartial() {
    return options.stream().anyMatch(each -> Set.of("target", "exclude").contains(name(each)));
  }

  boolean asksForHelp() {
    return has("help") || has("h");
  }

  /** The command that makes the plan of this apply or destroy. */
  List<String> planning(String file) {
    List<String> command = new ArrayList<>(global);
    command.add("plan");
    options.stream().filter(each -> !APPLY_ONLY.contains(name(each))).forEach(command::add);
    if (command().equals("destroy")) {
      command.add("-destroy");
    }
    command.add("-out=" + file);
    return command;
  }

  /** The command that applies a saved plan with what else this one says. */
  List<String> applying(String file) {
    List<String> command = new ArrayList<>(global);
    command.add("apply");
    options.stream().filter(each -> FOR_SAVED_PLAN.contains(name(each))).forEach(command::add);
    command.add(file);
    return command;
  }
}
