package tollgate.plan;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Terraform resource address such as {@code module.lake["eu"].google_storage_bucket.raw[0]}, as
 * text. It may come from any plan and is therefore hostile text: escape it before showing it.
 */
public record Address(String text) implements Comparable<Address> {

  /**
   * Whether a pattern names this address: {@code *} stands for any run of characters, everything
   * else for itself, and an address without its instance key also names all its instances.
   */
  public boolean matches(String glob) {
    Pattern pattern = glob(glob);
    return pattern.matcher(text).matches() || pattern.matcher(withoutKey()).matches();
  }

  /**
   * The address without the instance key of its last part: {@code a.b["x"]} becomes {@code a.b}.
   */
  public String withoutKey() {
    return InstanceKeys.withoutLast(text);
  }

  /** The address as the configuration spells it: without any instance key, in modules too. */
  public String configured() {
    return InstanceKeys.without(text);
  }

  private static Pattern glob(String glob) {
    String regex =
        Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  @Override
  public int compareTo(Address other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
