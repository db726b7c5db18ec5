package tollgate.sandbox.provider;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.schema.Attribute;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.Value;

/** How the id of a resource is built from its arguments. */
final class Identity {
  private static final Pattern PLACE = Pattern.compile("\\{\\{%?([a-z0-9_]+)}}");
  private static final Pattern IAM =
      Pattern.compile("(google_.+)_iam_(member|binding|policy|audit_config)");

  /** Types without a format in the schema file: the provider's code builds their id. */
  private static final Map<String, String> BY_HAND =
      Map.of(
          "google_storage_bucket", "{{name}}",
          "google_project_service", "{{project}}/{{service}}",
          "google_project", "projects/{{project_id}}",
          "google_project_iam_custom_role", "projects/{{project}}/roles/{{role_id}}",
          "google_logging_project_sink", "projects/{{project}}/sinks/{{name}}",
          "google_storage_bucket_object", "{{bucket}}-{{name}}",
          "google_compute_instance", "projects/{{project}}/zones/{{zone}}/instances/{{name}}");

  private final Schema schema;

  Identity(Schema schema) {
    this.schema = schema;
  }

  /** True for grants, which exist once however often they are made. */
  static boolean isGrant(String type) {
    return IAM.matcher(type).matches();
  }

  /** The id, or empty when the arguments do not tell it. */
  Optional<String> of(ResourceSchema type, Value state) {
    Matcher iam = IAM.matcher(type.type());
    if (iam.matches()) {
      return Optional.of(grant(iam.group(1), iam.group(2), type, state));
    }
    if (type.type().equals("google_sql_user")) {
      // Users without a host, as PostgreSQL's are, leave the part between the slashes empty.
      return Optional.of(
          String.join(
              "/",
              state.at("name").textOrEmpty(),
              state.at("host").textOrEmpty(),
              state.at("instance").textOrEmpty()));
    }
    String format = BY_HAND.getOrDefault(type.type(), type.idFormat().orElse(""));
    return format.isEmpty() ? Optional.empty() : fill(format, state);
  }

  private String grant(String parent, String kind, ResourceSchema type, Value state) {
    StringBuilder id = new StringBuilder(parent(parent, type, state));
    for (String part : new String[] {"role", "member", "service"}) {
      Value value = state.at(part);
      boolean named = value.isPresent() && type.block().attributes().containsKey(part);
      if (named && !(part.equals("service") && !kind.equals("audit_config"))) {
        id.append('/').append(value.textOrEmpty());
      }
    }
    Value title = state.at("condition").in("title");
    return title.isPresent()
        ? id.append('/').append(title.textOrEmpty()).toString()
        : id.toString();
  }

  private String parent(String parent, ResourceSchema type, Value state) {
    switch (parent) {
      case "google_project" -> {
        return state.at("project").textOrEmpty();
      }
      case "google_storage_bucket" -> {
        return "b/" + state.at("bucket").textOrEmpty();
      }
      case "google_service_account" -> {
        return state.at("service_account_id").textOrEmpty();
      }
      default -> {}
    }
    Optional<String> id =
        schema.resource(parent).flatMap(ResourceSchema::idFormat).flatMap(f -> fill(f, state));
    if (id.isPresent()) {
      return id.get();
    }
    StringBuilder joined = new StringBuilder();
    for (Attribute each : type.block().attributes().values()) {
      String value = state.at(each.name()).textOrEmpty();
      boolean grant = each.name().equals("role") || each.name().equals("member");
      if (each.settable() && !grant && !value.isEmpty() && !each.name().equals("policy_data")) {
        joined.append(joined.isEmpty() ? "" : "/").append(value);
      }
    }
    return joined.toString();
  }

  /** The format with its places filled; empty when one of them has no value. */
  static Optional<String> fill(String format, Value state) {
    Matcher places = PLACE.matcher(format);
    StringBuilder id = new StringBuilder();
    int done = 0;
    while (places.find()) {
      Value value = state.at(places.group(1));
      if (!value.isPresent() || value.isZero()) {
        return Optional.empty();
      }
      String text =
          value instanceof Value.Numeric number
              ? number.value().toPlainString()
              : value.textOrEmpty();
      id.append(format, done, places.start());
      // An argument may hold the whole path of what it names; the id wants its last part.
      boolean path = !id.isEmpty() && (text.startsWith("projects/") || text.startsWith("https://"));
      id.append(path ? text.substring(text.lastIndexOf('/') + 1) : text);
      done = places.end();
    }
    return Optional.of(id.append(format.substring(done)).toString());
  }
}
