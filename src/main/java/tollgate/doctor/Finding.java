package tollgate.doctor;

/**
 * A check with what it showed.
 *
 * @param id of the check
 * @param subject of the check
 */
public record Finding(String id, String subject, Outcome outcome) {

  /** Where more is written about it, from the project's directory. */
  public String docs() {
    return "docs/doctor.md#" + id;
  }
}
