package tollgate.config;

import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/** A region that exists, as in {@code us-central1}. */
public record Region(String value) {
  static final Kind<Region> KIND = Kind.text("region", Region::new, Kind.oneOf(Regions.names()));

  public Region {
    if (Regions.zones(value).isEmpty()) {
      throw new IllegalArgumentException(
          Shown.quoted(value) + " is no region. " + Nearest.hint(value, Regions.names()));
    }
  }

  /**
   * The zone used when none is named: b, the one letter that every region has (us-east1 and
   * europe-west1 have no a).
   */
  public Zone defaultZone() {
    return new Zone(value + "-b");
  }

  @Override
  public String toString() {
    return value;
  }
}
