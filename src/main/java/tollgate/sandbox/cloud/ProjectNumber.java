package tollgate.sandbox.cloud;

import java.math.BigInteger;
import java.util.Locale;
import tollgate.text.Sha256;

/** Google's number of a project: invented, and the same for the same project. */
public final class ProjectNumber {
  private ProjectNumber() {}

  /** Twelve digits. */
  public static String of(String project) {
    byte[] sum = Sha256.of(("project:" + project).toLowerCase(Locale.ROOT));
    String digits = new BigInteger(1, sum).toString();
    return "1" + digits.substring(digits.length() - 11);
  }
}
