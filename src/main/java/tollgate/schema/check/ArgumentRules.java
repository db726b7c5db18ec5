package tollgate.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tollgate.schema.JsonTree;
import tollgate.schema.value.Value;

/**
 * Checks of single arguments that the schema file does not hold, because the provider makes them in
 * code. A rule gets the argument's dotted path and its value, and says what is wrong in the
 * provider's words.
 */
public final class ArgumentRules {
  /** What is wrong with a value, if anything; the path is as in {@code settings.0.tier}. */
  public interface Rule {
    Optional<String> wrong(String path, Value value);
  }

  /** The smallest and the largest number of elements a list argument takes. */
  public record Size(int least, int most) {}

  /** How the provider's language spells a length of time. */
  public static final Pattern GO_DURATION =
      Pattern.compile("[-+]?([0-9]*\\.?[0-9]+(ns|us|µs|ms|s|m|h))+|0");

  private static final Pattern LETTERS = Pattern.compile("[A-Za-z0-9_]+");
  private static final Pattern DOMAIN = Pattern.compile(".+\\..+");
  private static final Pattern LABEL_KEY =
      Pattern.compile("[\\p{Ll}\\p{Lo}][\\p{Ll}\\p{Lo}\\p{N}_-]{0,62}");

  /** Some kind and a colon anywhere: the provider leaves it to Google which kinds there are. */
  private static final Pattern MEMBER =
      Pattern.compile(
          ".+:.+|projectOwners|projectReaders|projectWriters|allUsers|allAuthenticatedUsers");

  private static final long HOUR = 3_600_000;

  private static final Map<String, Rule> RULES = rules();
  private static final ArgumentTable TABLE = ArgumentTable.shipped();

  private ArgumentRules() {}

  /** Whether a number of that argument need not be whole; the schema file knows only numbers. */
  public static boolean isFraction(String type, String names) {
    return TABLE.isFraction(type + " " + names);
  }

  /**
   * Whether an argument is a text of JSON, which the provider plans in its shortest form.
   *
   * @param place the type, a blank, the argument
   */
  public static boolean takesJson(String place) {
    return TABLE.isJson(place);
  }

  /** Whether "" passes although the argument's pattern does not match it. */
  static boolean mayBeEmpty(String type, String names) {
    return TABLE.mayBeEmpty(type + " " + names);
  }

  /** Whether the provider says of a pattern that a name must match it, not that it does not. */
  static boolean saysMustMatch(String type, String names) {
    return TABLE.saysMustMatch(type + " " + names);
  }

  /** The rules for an argument of that type; names of blocks and argument joined by dots. */
  public static List<Rule> of(String type, String names) {
    Rule own = RULES.get(type + " " + names);
    return own == null ? TABLE.rules(type, names) : List.of(own);
  }

  /** The rules for each element of a list argument. */
  public static List<Rule> ofElements(String type, String names) {
    return TABLE.elementRules(type, names);
  }

  /** How many elements a list argument takes; empty when that is not limited. */
  public static Optional<Size> size(String type, String names) {
    return Optional.ofNullable(TABLE.size(type + " " + names));
  }

  /** What the elements of a list argument may be; empty when they are not limited. */
  public static List<String> elements(String type, String names) {
    return TABLE.elements(type + " " + names);
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    rules.put("google_bigquery_dataset dataset_id", ArgumentRules::dataset);
    rules.put("google_bigquery_dataset default_table_expiration_ms", ArgumentRules::expiration);
    rules.put("google_bigquery_table schema", ArgumentRules::columns);
    rules.put("google_bigquery_table external_data_configuration.schema", ArgumentRules::columns);
    rules.put("google_storage_bucket labels", ArgumentRules::labels);
    rules.put(
        "google_storage_bucket_object customer_encryption.encryption_key",
        text(
            key ->
                isBase64(key)
                    ? null
                    : "Failed to decode (base64) customer_encryption, expecting valid base64 encoded key"));
    rules.put("google_cloud_scheduler_job http_target.body", ArgumentRules::body);
    rules.put("google_cloud_scheduler_job pubsub_target.data", ArgumentRules::body);
    rules.put("google_compute_subnetwork ip_cidr_range", ArgumentRules::range);
    rules.put("google_compute_subnetwork secondary_ip_range.ip_cidr_range", ArgumentRules::range);
    rules.put("google_compute_router bgp.asn", ArgumentRules::asn);
    rules.put("google_project_service service", ArgumentRules::service);
    rules.put("google_service_account account_id", length(6, 30));
    rules.put(
        "google_service_account description",
        (path, value) ->
            value.textOrEmpty().length() <= 256
                ? Optional.empty()
                : Optional.of(
                    "expected length of %s to be in the range (0 - 256), got %s"
                        .formatted(path, value.textOrEmpty())));
    return rules;
  }

  private static Rule text(Function<String, @org.jspecify.annotations.Nullable String> check) {
    return (path, value) -> Optional.ofNullable(check.apply(value.textOrEmpty()));
  }

  private static Rule length(int least, int most) {
    return (path, value) -> {
      String text = value.textOrEmpty();
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      return bytes >= least && bytes <= most
          ? Optional.empty()
          : Optional.of(
              "\"%s\" (%s) must be between %d and %d characters long"
                  .formatted(path, quote(text), least, most));
    };
  }

  private static Optional<String> dataset(String path, Value value) {
    String id = value.textOrEmpty();
    if (!LETTERS.matcher(id).matches()) {
      return Optional.of(
          "\"%s\" must contain only letters (a-z, A-Z), numbers (0-9), or underscores (_)"
              .formatted(path));
    }
    return id.length() > 1024
        ? Optional.of("\"%s\" cannot be greater than 1,024 characters".formatted(path))
        : Optional.empty();
  }

  /** What is not whole is refused for that alone. */
  private static boolean isWhole(Value value) {
    return value instanceof Value.Numeric number
        && number.value().stripTrailingZeros().scale() <= 0;
  }

  private static Optional<String> expiration(String path, Value value) {
    return isWhole(value)
            && value instanceof Value.Numeric number
            && number.value().compareTo(BigDecimal.valueOf(HOUR)) < 0
        ? Optional.of(
            "\"%s\" cannot be shorter than 3600000 milliseconds (one hour)".formatted(path))
        : Optional.empty();
  }

  private static Optional<String> columns(String path, Value value) {
    String text = value.textOrEmpty();
    Optional<String> mistake = GoJson.mistake(text);
    if (text.isEmpty()) {
      return mistake.map("\"schema\" is not a JSON array: "::concat);
    }
    if (mistake.isPresent()) {
      return Optional.of("\"%s\" contains an invalid JSON: %s".formatted(path, mistake.get()));
    }
    JsonNode json = tree(text);
    if (!json.isArray() && !json.isNull()) {
      return Optional.of(
          "\"schema\" is not a JSON array: json: cannot unmarshal %s into Go value of type []interface {}"
              .formatted(goKind(json)));
    }
    for (JsonNode each : json) {
      if (each.isNull()) {
        return Optional.of("\"schema\" contains a nil element");
      }
    }
    return Optional.empty();
  }

  /** The kind of a JSON value in the words of the provider's language. */
  private static String goKind(JsonNode json) {
    return json.isBoolean() ? "bool" : json.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode tree(String json) {
    try {
      return JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException deeper) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<String> labels(String path, Value value) {
    if (value instanceof Value.Fields labels) {
      for (String key : labels.values().keySet()) {
        if (!LABEL_KEY.matcher(key).matches()) {
          return Optional.of(
              "%s is an invalid label key. See https://cloud.google.com/storage/docs/tags-and-labels#bucket-labels"
                  .formatted(quote(key)));
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> body(String path, Value value) {
    return isBase64(value.textOrEmpty())
        ? Optional.empty()
        : Optional.of(
            "could not decode \"%s\" as a valid base64 value. Please use the terraform base64 functions such as base64encode() or filebase64() to supply a valid base64 string"
                .formatted(path));
  }

  static Optional<String> range(String path, Value value) {
    String text = value.textOrEmpty();
    return NetworkText.isRange(text)
        ? Optional.empty()
        : Optional.of(
            "\"%s\" is not a valid IP CIDR range: invalid CIDR address: %s".formatted(path, text));
  }

  private static Optional<String> asn(String path, Value value) {
    if (!(value instanceof Value.Numeric number) || !isWhole(value)) {
      return Optional.empty();
    }
    long asn = number.value().longValue();
    boolean allowed =
        (asn >= 64_512 && asn <= 65_534)
            || (asn >= 4_200_000_000L && asn <= 4_294_967_294L)
            || asn == 16_550;
    return allowed
        ? Optional.empty()
        : Optional.of(
            """
            expected "%s" to be a RFC6996-compliant Local ASN:
            must be either in the private ASN ranges: [64512..65534], [4200000000..4294967294];
            or be the value of [16550], got %d"""
                .formatted(path, asn));
  }

  private static Optional<String> service(String path, Value value) {
    String service = value.textOrEmpty();
    if (service.equals("bigquery-json.googleapis.com")) {
      return Optional.of(
          "expected %s to not match any of [bigquery-json.googleapis.com], got %s"
              .formatted(path, service));
    }
    return DOMAIN.matcher(service).matches()
        ? Optional.empty()
        : Optional.of(
            "expected %s to be a domain like serviceusage.googleapis.com".formatted(service));
  }

  static Optional<String> member(String path, Value value) {
    String member = value.textOrEmpty();
    if (member.startsWith("deleted")) {
      return Optional.of(
          "invalid value for %s (Terraform does not support IAM members for deleted principals)"
              .formatted(path));
    }
    return MEMBER.matcher(member).find()
        ? Optional.empty()
        : Optional.of(
            "invalid value %s for %s (IAM members must have one of the values outlined here: https://cloud.google.com/billing/docs/reference/rest/v1/Policy#Binding)"
                .formatted(quote(member), path));
  }

  static Optional<String> json(String path, Value value) {
    String text = value.textOrEmpty();
    return text.isEmpty()
        ? Optional.empty()
        : GoJson.mistake(text)
            .map(mistake -> "\"%s\" contains an invalid JSON: %s".formatted(path, mistake));
  }

  /** A policy is an object, and its members are told apart by their kinds. */
  static Optional<String> policy(String path, Value value) {
    String text = value.textOrEmpty();
    Optional<String> mistake = GoJson.mistake(text);
    if (mistake.isEmpty()) {
      JsonNode policy = tree(text);
      if (policy.isObject() || policy.isNull()) {
        return members(policy);
      }
      mistake =
          Optional.of(
              "json: cannot unmarshal %s into Go value of type cloudresourcemanager.Policy"
                  .formatted(goKind(policy)));
    }
    return mistake.map(why -> "Could not unmarshal policy data %s:\n%s".formatted(text, why));
  }

  private static Optional<String> members(JsonNode policy) {
    for (int i = 0; i < policy.path("bindings").size(); i++) {
      JsonNode members = policy.path("bindings").path(i).path("members");
      for (int j = 0; j < members.size(); j++) {
        String at = "bindings.%d.members.%d".formatted(i, j);
        Optional<String> wrong = member(at, Value.text(members.path(j).asText()));
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isBase64(String text) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      return text.length() == (decoded.length + 2) / 3 * 4;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** In quotation marks, as the provider's language prints a text. */
  public static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
