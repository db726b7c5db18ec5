package tollgate.config;

import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** The id of a billing account, as in {@code 01AB23-CD45EF-678901}. */
public record BillingAccount(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}");
  static final Kind<BillingAccount> KIND =
      Kind.text("billing account", BillingAccount::new, Kind.matching("^" + SHAPE + "$"));

  public BillingAccount {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no billing account. Write it as 01AB23-CD45EF-678901, capital letters.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
