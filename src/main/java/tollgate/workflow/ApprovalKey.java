package tollgate.workflow;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tollgate.terraform.ChildEnvironment;

/**
 * A secret that the approving and the deploying job share. What is signed with it was written by
 * somebody who has it: HMAC with SHA-256 (RFC 2104).
 */
public final class ApprovalKey {
  /** The environment variable that holds it. */
  public static final String VARIABLE = ChildEnvironment.APPROVAL_KEY;

  /** A shorter one could be guessed from a signature; 32 random hex digits have 128 bits. */
  private static final int SHORTEST = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SCHEME = "hmac-sha256:";

  /** So that no signature of anything else with the same key is one of an approval. */
  private static final String PURPOSE = "tollgate approval 1\n";

  private final SecretKeySpec key;

  private ApprovalKey(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * The key in an environment; empty when there is none, or an empty one.
   *
   * @throws StopException when it is too short to be a secret
   */
  public static Optional<ApprovalKey> in(Map<String, String> environment) {
    String secret = environment.getOrDefault(VARIABLE, "").strip();
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    if (secret.length() < SHORTEST) {
      throw new StopException(
          StopException.Reason.USAGE,
          "%s is shorter than %d characters, so it could be guessed. Make one with `openssl rand -hex 32`."
              .formatted(VARIABLE, SHORTEST));
    }
    return Optional.of(new ApprovalKey(secret));
  }

  /** The signature of a text, in letters. */
  String sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return SCHEME
          + HexFormat.of()
              .formatHex(mac.doFinal((PURPOSE + text).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether a signature is this key's; takes as long for a wrong one as for the right one. */
  boolean verifies(String text, String signature) {
    return MessageDigest.isEqual(
        sign(text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return VARIABLE;
  }
}
