package tollgate.sandbox.value;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** The check sums that Cloud Storage tells of an object's content. */
public final class Digests {
  private Digests() {}

  /** MD5 in base64. */
  public static String md5(String content) {
    return Base64.getEncoder().encodeToString(md5Bytes(content));
  }

  /** MD5 in hexadecimal digits. */
  public static String md5Hex(String content) {
    return HexFormat.of().formatHex(md5Bytes(content));
  }

  /** CRC32C in base64, its highest byte first. */
  public static String crc32c(String content) {
    CRC32C sum = new CRC32C();
    sum.update(content.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] md5Bytes(String content) {
    try {
      return MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
