package tollgate.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * Memory in the spelling of Cloud Run, as in {@code 4Gi}.
 *
 * @param mebibytes how much, in MiB
 */
public record MemorySize(int mebibytes) {
  private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,4})(Mi|Gi)");

  static final Kind<MemorySize> KIND =
      Kind.text("memory size", MemorySize::parse, Kind.matching("^[1-9][0-9]{0,4}(Mi|Gi)$"));

  public MemorySize {
    if (mebibytes <= 0) {
      throw new IllegalArgumentException("memory must be more than nothing. Use 512Mi or more.");
    }
  }

  /** Reads {@code 512Mi} or {@code 4Gi}. */
  public static MemorySize parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no memory size. Write it as 4Gi or 512Mi.");
    }
    int number = Integer.parseInt(parts.group(1));
    return new MemorySize(parts.group(2).equals("Gi") ? number * 1024 : number);
  }

  @Override
  public String toString() {
    return mebibytes % 1024 == 0 ? mebibytes / 1024 + "Gi" : mebibytes + "Mi";
  }
}
