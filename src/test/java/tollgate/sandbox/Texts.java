package tollgate.sandbox;

import java.util.Map;

/** Texts for arguments whose form the schema file does not tell. */
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
          Map.entry("schema", "[]"));

  private Texts() {}

  static String of(String type, String argument) {
    String known = BY_NAME.get(argument);
    return known == null ? "sandbox1" : known;
  }
}
