package tollgate.sandbox.cloud;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Google's number of a project: invented, and the same for the same project. */
public final class ProjectNumber {
  private ProjectNumber() {}

  /** Twelve digits. */
  public static String of(String project) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  ("project:" + project).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      String digits = new BigInteger(1, sum).toString();
      return "1" + digits.substring(digits.length() - 11);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
