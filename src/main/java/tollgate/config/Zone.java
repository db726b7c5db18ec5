package tollgate.config;

import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** A zone of a known region, as in {@code us-central1-b}. */
public record Zone(String value) {
  static final Kind<Zone> KIND =
      Kind.text("zone", Zone::new, Kind.matching("^[a-z]+-[a-z]+[0-9]+-[a-f]$"));

  public Zone {
    int dash = value.lastIndexOf('-');
    String letter = dash < 0 ? "" : value.substring(dash + 1);
    String zones = Regions.zones(dash < 0 ? "" : value.substring(0, dash));
    if (zones.isEmpty()) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no zone. Write a region, a dash and a letter, as in us-central1-b.");
    }
    if (letter.length() != 1 || !zones.contains(letter)) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no zone of its region. Use one of the letters "
              + String.join(", ", zones.split(""))
              + ".");
    }
  }

  boolean isIn(Region region) {
    return value.startsWith(region.value() + "-");
  }

  /** The region this zone is in. */
  public Region region() {
    return new Region(value.substring(0, value.lastIndexOf('-')));
  }

  @Override
  public String toString() {
    return value;
  }
}
