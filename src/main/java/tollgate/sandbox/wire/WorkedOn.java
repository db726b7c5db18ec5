package tollgate.sandbox.wire;

import java.nio.file.Path;

/** The state that a terraform works on, seen from what it had made. */
public interface WorkedOn {
  /** Its file. */
  Path state();

  /**
   * Terraform's connection has ended.
   *
   * @param then is run if terraform was killed: now, or when that shows
   */
  void ifKilled(Runnable then);
}
