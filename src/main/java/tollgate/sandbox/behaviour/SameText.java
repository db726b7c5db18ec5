package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tollgate.schema.Attribute;
import tollgate.schema.JsonTree;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** Spellings of text: case, links and names, durations, JSON, members. */
final class SameText {
  private static final Pattern DURATION = Pattern.compile("([0-9.]+)([smhd])");

  static final List<Spelling> TABLE =
      List.of(
          new Spelling(
              "case does not matter",
              Set.of(
                  "google_artifact_registry_repository format",
                  "google_bigquery_dataset location",
                  "google_compute_firewall allow.protocol",
                  "google_compute_firewall deny.protocol",
                  "google_sql_database charset"),
              (draft, path, old, fresh) -> caseless(old).equals(caseless(fresh))),
          new Spelling(
              "the kind of a member is written in any case, and so is an address",
              Set.of("* member"),
              (draft, path, old, fresh) ->
                  member(old.textOrEmpty()).equals(member(fresh.textOrEmpty()))),
          new Spelling(
              "the default and nothing are one",
              Set.of(
                  "google_cloud_scheduler_job attempt_deadline",
                  "google_compute_global_address address_type",
                  "google_compute_instance boot_disk.force_attach",
                  "google_compute_instance attached_disk.force_attach"),
              SameText::defaultOrNothing),
          new Spelling(
              "the usual value and nothing are one",
              Set.of(
                  "google_sql_user type",
                  "google_compute_instance advanced_machine_features.performance_monitoring_unit",
                  "google_compute_address ip_version",
                  "google_compute_global_address ip_version"),
              (draft, path, old, fresh) -> usualOrNothing(old.textOrEmpty(), fresh.textOrEmpty())),
          new Spelling(
              "an empty maven_config is none",
              Set.of("google_artifact_registry_repository maven_config"),
              (draft, path, old, fresh) -> old.isZero() && hollow(fresh)),
          new Spelling(
              "a duration in other units is the same duration",
              Set.of(
                  "google_artifact_registry_repository cleanup_policies.condition.newer_than",
                  "google_artifact_registry_repository cleanup_policies.condition.older_than"),
              (draft, path, old, fresh) ->
                  seconds(old).isPresent() && seconds(old).equals(seconds(fresh))),
          new Spelling(
              "a slash at the end does not matter",
              Set.of("google_cloud_scheduler_job http_target.uri"),
              (draft, path, old, fresh) ->
                  withoutSlash(old.textOrEmpty()).equals(withoutSlash(fresh.textOrEmpty()))),
          new Spelling(
              "the same JSON in another layout",
              Set.of("google_iam_workload_identity_pool_provider oidc.jwks_json"),
              (draft, path, old, fresh) -> json(old).isPresent() && json(old).equals(json(fresh))),
          new Spelling(
              "the same columns under other names of types and modes",
              Set.of(
                  "google_bigquery_table schema",
                  "google_bigquery_table external_data_configuration.schema"),
              Tables::sameColumns),
          new Spelling(
              "a version of the configured key is that key",
              Set.of(
                  "google_compute_instance boot_disk.initialize_params.source_image_encryption_key.kms_key_self_link",
                  "google_compute_instance boot_disk.initialize_params.source_snapshot_encryption_key.kms_key_self_link",
                  "google_compute_instance instance_encryption_key.kms_key_self_link",
                  "google_storage_bucket_object kms_key_name"),
              (draft, path, old, fresh) ->
                  fresh.isPresent()
                      && old.textOrEmpty()
                          .replaceFirst("/cryptoKeyVersions.*", "")
                          .equals(fresh.textOrEmpty())),
          new Spelling(
              "a hash that is given, or that of the content, is not looked for",
              Set.of("google_storage_bucket_object detect_md5hash"),
              (draft, path, old, fresh) -> Storage.hashSettled(draft, old)));

  private SameText() {}

  /**
   * Where the schema only says that some spellings are one: a link is the same with and without the
   * host before it, and a bare name is the link that ends in it. The other way round it is not:
   * what is stored is a link as a rule, and one that is a name is not known to be the link asked
   * for.
   */
  static boolean links(Value old, Value fresh) {
    String stored = old.textOrEmpty();
    String wanted = fresh.textOrEmpty();
    if (stored.isEmpty() || wanted.isEmpty()) {
      return unwritten(old) && unwritten(fresh);
    }
    return wanted.contains("/") ? samePath(old, fresh) : last(stored).equals(wanted);
  }

  private static boolean unwritten(Value text) {
    return text.isNull() || text.equals(Value.text(""));
  }

  /** Two links to one thing, from its project on. */
  static boolean samePath(Value old, Value fresh) {
    String stored = relative(old.textOrEmpty());
    return !stored.isEmpty() && stored.equals(relative(fresh.textOrEmpty()));
  }

  /** The name at the end of a link. */
  static String last(String link) {
    return link.substring(link.lastIndexOf('/') + 1);
  }

  /** The link from its project on; "" when it names none. */
  private static String relative(String link) {
    int projects = link.indexOf("projects/");
    return projects < 0 ? "" : link.substring(projects);
  }

  private static String caseless(Value value) {
    return value.textOrEmpty().toLowerCase(Locale.ROOT);
  }

  private static String withoutSlash(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  /** Principals and their sets are case-sensitive, kinds and mail addresses are not. */
  private static String member(String member) {
    int colon = member.indexOf(':');
    boolean exact = member.startsWith("principal") || member.startsWith("deleted:principal");
    return colon < 0 || exact ? member : member.toLowerCase(Locale.ROOT);
  }

  private static boolean defaultOrNothing(Draft draft, Path path, Value old, Value fresh) {
    Optional<Attribute> attribute = attribute(draft, path);
    String usual = attribute.flatMap(Attribute::defaultValue).map(JsonNode::asText).orElse("");
    return Spelling.either(old.written(), fresh.written(), usual);
  }

  /** Defaults that the schema file does not know. */
  private static boolean usualOrNothing(String old, String fresh) {
    return Stream.of("BUILT_IN", "STANDARD", "IPV4")
        .anyMatch(usual -> Spelling.either(old, fresh, usual));
  }

  private static Optional<Attribute> attribute(Draft draft, Path path) {
    String[] names = path.names().split("\\.");
    var block = draft.type().block();
    for (int i = 0; i < names.length - 1; i++) {
      var nested = block.block(names[i]);
      if (nested.isEmpty()) {
        return Optional.empty();
      }
      block = nested.get().block();
    }
    return block.attribute(names[names.length - 1]);
  }

  /** A block with nothing set in it but defaults. */
  private static boolean hollow(Value blocks) {
    Value version = blocks.in("version_policy");
    return !blocks.in("allow_snapshot_overwrites").isTrue()
        && (version.isZero() || version.textOrEmpty().endsWith("UNSPECIFIED"));
  }

  private static Optional<BigDecimal> seconds(Value duration) {
    Matcher matcher = DURATION.matcher(duration.textOrEmpty());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "m" -> 60;
          case "h" -> 3_600;
          case "d" -> 86_400;
          default -> 1;
        };
    BigDecimal seconds = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    return Optional.of(seconds.stripTrailingZeros());
  }

  private static Optional<JsonNode> json(Value text) {
    try {
      return Optional.of(JsonTree.read(text.textOrEmpty().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
