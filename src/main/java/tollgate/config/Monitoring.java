package tollgate.config;

import java.util.List;
import java.util.Optional;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;
import tollgate.config.read.Truth;

/**
 * What mails when something is wrong, and how long it is known who did what.
 *
 * @param mail who is mailed; empty for those whom the budget mails
 * @param serviceDown true mails when a service that always runs does not
 * @param databaseFull true mails when a database nears the most that it may store
 * @param databasePercent of that
 * @param auditLog empty leaves Google's own: changes for 400 days, reads for 30
 */
public record Monitoring(
    List<Email> mail,
    boolean serviceDown,
    boolean databaseFull,
    int databasePercent,
    Optional<AuditLog> auditLog) {

  /**
   * A copy of the audit log in a bucket of its own, where it cannot be deleted before its time.
   *
   * @param keepDays how long
   */
  public record AuditLog(int keepDays) {
    /** Purpose of the bucket. */
    public static final String BUCKET = "audit-log";

    private static final Field<Integer> KEEP_DAYS =
        Field.of("keep_days", new Numbers(1, 3_650, "days"))
            .orElse(400)
            .means("How long who did what is kept, and can be deleted by nobody.")
            .like("730");

    static final Shape<AuditLog> SHAPE =
        new Shape<>(
            "audit_log",
            "A copy of the audit log in a bucket of its own: changes, and reads of data where Google"
                + " records them.",
            List.of(KEEP_DAYS),
            in -> new AuditLog(in.get(KEEP_DAYS)));

    public AuditLog {
      new Faults().check(KEEP_DAYS, keepDays).raise();
    }
  }

  private static final Field<List<Email>> NOTIFY =
      Field.of("notify", new Lists<>("e-mail addresses", Email.KIND, 0, 5))
          .orElse(List.of())
          .showing("those of budget.alert")
          .means("Who is mailed; with nobody here and there no alert is made.")
          .like("[on-call@acme.example]");
  private static final Field<Boolean> SERVICE_DOWN =
      Field.of("service_down", new Truth())
          .orElse(true)
          .means("Whether to mail when a service that always runs has not run for ten minutes.")
          .like("false");
  private static final Field<Boolean> DATABASE_FULL =
      Field.of("database_full", new Truth())
          .orElse(true)
          .means("Whether to mail when a database nears its max_storage_gb.")
          .like("false");
  private static final Field<Integer> DATABASE_PERCENT =
      Field.of("database_percent", new Numbers(50, 99, "percent"))
          .orElse(90)
          .means("How near that is.")
          .like("80");
  private static final Field<Optional<AuditLog>> AUDIT_LOG =
      Field.maybe("audit_log", AuditLog.SHAPE)
          .showing("Google's own: changes for 400 days, reads for 30")
          .means("Keeps who did what in a bucket of its own.")
          .like("{keep_days: 730}");

  static final Shape<Monitoring> SHAPE =
      new Shape<>(
          "monitoring",
          "What mails when something is wrong, and how long it is known who did what.",
          List.of(NOTIFY, SERVICE_DOWN, DATABASE_FULL, DATABASE_PERCENT, AUDIT_LOG),
          in ->
              new Monitoring(
                  in.get(NOTIFY),
                  in.get(SERVICE_DOWN),
                  in.get(DATABASE_FULL),
                  in.get(DATABASE_PERCENT),
                  in.get(AUDIT_LOG)));

  /** Alerts to those whom the budget mails. */
  static final Monitoring DEFAULT = SHAPE.ofDefaults();

  public Monitoring {
    mail = List.copyOf(mail);
    new Faults().check(NOTIFY, mail).check(DATABASE_PERCENT, databasePercent).raise();
  }
}
