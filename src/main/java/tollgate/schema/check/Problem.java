package tollgate.schema.check;

import tollgate.schema.value.Path;

/**
 * A diagnostic. Terraform adds file and line from the path.
 *
 * @param detail more sentences; may be empty
 * @param at the attribute it is about; {@link Path#ROOT} for the whole resource
 */
public record Problem(Severity severity, String summary, String detail, Path at) {
  /** What Terraform does about it. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Problem error(String summary, Path at) {
    return new Problem(Severity.ERROR, summary, "", at);
  }

  public static Problem error(String summary, String detail, Path at) {
    return new Problem(Severity.ERROR, summary, detail, at);
  }

  public static Problem warning(String summary, String detail, Path at) {
    return new Problem(Severity.WARNING, summary, detail, at);
  }
}
