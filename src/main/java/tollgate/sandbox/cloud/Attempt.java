package tollgate.sandbox.cloud;

import java.util.List;
import java.util.Optional;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.schema.ResourceSchema;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/**
 * What Terraform wants done.
 *
 * @param prior the state before; null when creating
 * @param wanted the state after, ids and all when creating; null when deleting or reading
 */
public record Attempt(
    Operation operation, ResourceSchema schema, ProviderBlock provider, Value prior, Value wanted) {

  /** Arguments that name a resource within its parent, the first that has a value counts. */
  public static final List<String> NAMES =
      List.of(
          "name",
          "account_id",
          "dataset_id",
          "table_id",
          "secret_id",
          "repository_id",
          "service",
          "workload_identity_pool_id",
          "role_id",
          "display_name");

  /** A project for those who name none. */
  static final String NO_PROJECT = "sandbox-project";

  public String type() {
    return schema.type();
  }

  /** The state it is about: the one after, of what goes the one before. */
  public Value state() {
    return wanted.isNull() ? prior : wanted;
  }

  /** The value at {@code settings.0.tier}. */
  Value at(String dotted) {
    return Path.of(dotted).in(state());
  }

  /** The text at that place, or "". */
  String text(String dotted) {
    return at(dotted).textOrEmpty();
  }

  String id() {
    return text("id");
  }

  /** What a person would call it. */
  String name() {
    return NAMES.stream()
        .map(this::text)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseGet(this::id);
  }

  /** The project it belongs to: its own, or else the provider's. */
  String project() {
    Optional<String> own = at("project").asText().filter(text -> !text.isEmpty());
    return own.map(Attempt::last).or(provider::project).orElse(NO_PROJECT);
  }

  /** Google's number of that project. */
  String projectNumber() {
    return ProjectNumber.of(project());
  }

  /** The region it is in; of a zone the region around it; empty when it is in none. */
  Optional<String> region() {
    Optional<String> region = given("region").or(() -> given("location"));
    return region
        .or(() -> given("zone").map(Attempt::regionOf))
        .or(provider::region)
        .or(() -> provider.zone().map(Attempt::regionOf));
  }

  private Optional<String> given(String name) {
    return at(name).asText().filter(text -> !text.isEmpty()).map(Attempt::last);
  }

  /** {@code us-central1} of {@code us-central1-a}. */
  static String regionOf(String zone) {
    String name = last(zone);
    int dash = name.lastIndexOf('-');
    return dash > 0 && name.length() - dash == 2 ? name.substring(0, dash) : name;
  }

  /** The last part of a path or a link. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
