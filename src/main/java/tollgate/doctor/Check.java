package tollgate.doctor;

/**
 * One thing to look at.
 *
 * @param id a word; also the heading in docs/doctor.md
 * @param subject what it is about, for people
 */
public record Check(String id, String subject, Look look) {

  /** Looks, and changes nothing. */
  @FunctionalInterface
  public interface Look {
    /**
     * What is so.
     *
     * @throws Exception when it cannot be told; the finding says so
     */
    Outcome at() throws Exception;
  }
}
