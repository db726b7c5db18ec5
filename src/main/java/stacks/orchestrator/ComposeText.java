package stacks.orchestrator;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a specification's texts into those of a compose file: what is an expression for Terraform
 * becomes a variable for compose, and what is plain stays plain for both.
 *
 * <p>The variables are drawn on the machine, so Terraform never has their values. Only the forms
 * that specifications use are understood; another is a mistake in this program.
 */
final class ComposeText {
  private static final Pattern PASSWORD = Pattern.compile("var\\.([a-z_]+)");
  private static final Pattern FERNET =
      Pattern.compile("base64encode\\(substr\\(sha256\\(var\\.([a-z_]+)\\), 0, 32\\)\\)");

  private final SortedMap<String, Kind> variables = new TreeMap<>();

  /** How a variable gets its value on the machine. */
  enum Kind {
    /** Drawn once: letters and digits. */
    PASSWORD,
    /** Drawn once: 32 bytes in base64. */
    FERNET
  }

  /** A variable in a compose file, which compose refuses to leave empty. */
  static String variable(String name) {
    return "${" + name + ":?}";
  }

  /** Plain text in a compose file. */
  static String plain(String text) {
    return text.replace("$", "$$");
  }

  /** A text as Terraform wants it, as compose does. */
  String of(String terraform) {
    StringBuilder compose = new StringBuilder();
    int at = 0;
    while (at < terraform.length()) {
      if (terraform.startsWith("$${", at) || terraform.startsWith("%%{", at)) {
        compose.append(plain(terraform.substring(at + 1, at + 3)));
        at += 3;
      } else if (terraform.startsWith("${", at)) {
        int end = terraform.indexOf('}', at);
        compose.append(expression(terraform.substring(at + 2, end < 0 ? at + 2 : end)));
        at = end + 1;
      } else {
        compose.append(plain(terraform.substring(at, at + 1)));
        at++;
      }
    }
    return compose.toString();
  }

  private String expression(String expression) {
    Matcher password = PASSWORD.matcher(expression);
    if (password.matches()) {
      return drawn(password.group(1), Kind.PASSWORD);
    }
    Matcher fernet = FERNET.matcher(expression);
    if (fernet.matches()) {
      return drawn(fernet.group(1), Kind.FERNET);
    }
    throw new IllegalStateException(
        "the workstation cannot work out the expression " + expression + " by itself");
  }

  private String drawn(String variable, Kind kind) {
    String name = variable.toUpperCase(Locale.ROOT);
    Kind other = variables.putIfAbsent(name, kind);
    if (other != null && other != kind) {
      throw new IllegalStateException(name + " would have to be of two kinds");
    }
    return variable(name);
  }

  /** Every variable so far, by name. */
  SortedMap<String, Kind> variables() {
    return Collections.unmodifiableSortedMap(variables);
  }
}
