package tollgate.config;

import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * A container image of Docker Hub or another registry that is pinned to a tag or digest, so that a
 * restart never brings another version.
 */
public record ContainerImage(String value) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:[a-z0-9.-]+(?::[0-9]{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*"
              + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
  private static final Pattern PINNED = Pattern.compile(".*(?:@sha256:.*|:[^/:]+)");

  static final Kind<ContainerImage> KIND =
      Kind.text(
          "container image", ContainerImage::new, Kind.matching("^[a-z0-9][^\\s]*[:@][^\\s]+$"));

  public ContainerImage {
    if (value.length() > 300 || !SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value) + " is no container image. Write it as in mageai/mageai:0.9.79.");
    }
    if (!PINNED.matcher(value).matches() || value.endsWith(":latest")) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " can change under your feet. Pin a version or digest, as in mageai/mageai:0.9.79.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
