package tollgate.cost;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secret Manager: every version that is not destroyed costs, once for each location it is kept in.
 * Automatic replication counts as one location.
 */
final class SecretMeter implements Meter {

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "access_operations", "reads of secret versions",
        "rotation_notifications", "rotation messages sent");
  }

  @Override
  public void bill(Planned resource, Surroundings all, Bill bill) {
    if (resource.type().endsWith("_version")) {
      version(resource, all, bill);
    } else {
      bill.declared(
          "reads",
          "secretmanager.access.10k-operations",
          PriceBook.GLOBAL,
          "access_operations",
          10_000);
      bill.declared(
          "rotation messages",
          "secretmanager.rotation.notification",
          PriceBook.GLOBAL,
          "rotation_notifications");
    }
  }

  private static void version(Planned version, Surroundings all, Bill bill) {
    Optional<Planned> secret = all.names().secretOf(version);
    List<Planned> candidates = secret.map(List::of).orElseGet(() -> candidates(version, all));
    if (candidates.stream().anyMatch(SecretMeter::isUnknown)) {
      bill.uncovered(
          "where the secret is kept is known only after apply, and each place is billed");
      return;
    }
    Amount most =
        candidates.stream()
            .map(SecretMeter::locations)
            .max(Comparator.comparing(Amount::value))
            .orElse(Amount.of(1));
    Amount locations =
        secret.isPresent()
            ? most
            : most.withNote(
                candidates.isEmpty()
                    ? "its secret is not in these plans: one location is counted"
                    : "which secret is known only after apply: the most locations of any are counted");
    bill.floor(
        "secret version in %s %s"
            .formatted(
                locations.value().toPlainString(),
                locations.value().intValue() == 1 ? "location" : "locations"),
        "secretmanager.version.month",
        PriceBook.GLOBAL,
        locations.value(),
        locations.note());
  }

  /** The secrets of these plans that it may belong to when that is not known. */
  private static List<Planned> candidates(Planned version, Surroundings all) {
    return all.ofType("google_secret_manager_secret").stream()
        .filter(secret -> version.isUnknown("secret") || secret.isUnknown("secret_id"))
        .toList();
  }

  private static boolean isUnknown(Planned secret) {
    return secret.isUnknown("replication") || secret.isUnknown("replication.user_managed.replicas");
  }

  private static Amount locations(Planned secret) {
    return Amount.of(Math.max(1, secret.count("replication.user_managed.replicas")));
  }
}
