package tollgate.sandbox;

import java.math.BigDecimal;
import java.util.Map;

/** Texts and numbers for arguments whose form the schema file does not tell. */
final class Texts {
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("project", "p-sandbox"),
          Map.entry("region", "us-central1"),
          Map.entry("zone", "us-central1-a"),
          Map.entry("location", "us-central1"),
          Map.entry("member", "user:ana@example.com"),
          Map.entry("ip_cidr_range", "10.0.0.0/24"),
          Map.entry("service", "run.googleapis.com"),
          Map.entry("start_time", "04:00"),
          Map.entry("modes", "MODE_IPV4"),
          Map.entry("ipv6_address", "2001:db8::1"),
          Map.entry("external_ipv6", "2001:db8::1"),
          Map.entry("ipv6_nexthop_address", "2001:db8::1"),
          Map.entry("peer_ipv6_nexthop_address", "2001:db8::2"),
          Map.entry("schema", "[]"));

  private Texts() {}

  static BigDecimal number(String argument) {
    if (argument.endsWith("_expiration_ms")) {
      return BigDecimal.valueOf(3_600_000);
    }
    return argument.equals("asn") ? BigDecimal.valueOf(64_512) : BigDecimal.TEN;
  }

  static String of(String argument) {
    String known = BY_NAME.get(argument);
    return known == null ? "sandbox1" : known;
  }
}
