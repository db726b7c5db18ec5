package tollgate.sandbox.cloud;

import java.util.Optional;
import tollgate.schema.value.Value;

/** What a resource's own flags stop, in the provider's or Google's words. */
final class Protections {
  static final Rule RULE =
      new Rule(
          "deletion-protection",
          "what is protected is not deleted (deletion_protection, deletion_policy = PREVENT)",
          "provider's pages of the types; hashicorp/terraform-provider-google#15204",
          (attempt, world) -> against(attempt));

  private Protections() {}

  private static Optional<Rule.Refusal> against(Attempt attempt) {
    if (attempt.operation() != Operation.DELETE) {
      return Optional.empty();
    }
    Value state = attempt.prior();
    String type = attempt.type();
    if (state.at("deletion_policy").textOrEmpty().equals("PREVENT")) {
      return Rule.Refusal.says(
          "cannot destroy %s without setting deletion_policy=\"DELETE\" and running `terraform apply`"
              .formatted(type));
    }
    if (state.at("deletion_protection").isTrue()) {
      return Rule.Refusal.says(protectedBy(type, state, attempt.text("name")));
    }
    if (type.equals(TakenNames.DATABASE)
        && state.at("settings").in("deletion_protection_enabled").isTrue()) {
      return Rule.Refusal.of(
          attempt,
          GoogleError.of(
              attempt,
              400,
              "The instance is protected. Please disable the deletion protection and try again. To disable deletion protection, update the instance settings with deletionProtectionEnabled set to false.",
              "instanceDeletionProtectionEnabled"));
    }
    return Optional.empty();
  }

  private static String protectedBy(String type, Value state, String name) {
    return switch (type) {
      case "google_sql_database_instance" ->
          "Error, failed to delete instance because deletion_protection is set to true. Set it to false to proceed with instance deletion";
      case "google_compute_instance" ->
          "Cannot delete instance %s: instance Deletion Protection is enabled. Set deletion_protection to false for this resource and run \"terraform apply\" before attempting to delete it."
              .formatted(name);
      case "google_bigquery_table" ->
          "cannot destroy table %s without setting deletion_protection=false and running `terraform apply`"
              .formatted(state.at("id").textOrEmpty());
      case "google_cloud_run_v2_service" ->
          "cannot destroy service without setting deletion_protection=false and running `terraform apply`";
      case "google_cloud_run_v2_job" ->
          "cannot destroy job without setting deletion_protection=false and running `terraform apply`";
      case "google_secret_manager_secret" ->
          "cannot destroy secret without setting deletion_protection=false and running `terraform apply`";
      default ->
          "cannot destroy %s without setting deletion_protection=false and running `terraform apply`"
              .formatted(type);
    };
  }
}
