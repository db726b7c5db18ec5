package tollgate.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/**
 * One principal with one role on one thing, from whichever of the provider's many spellings.
 *
 * @param subject the object that grants it
 * @param role {@code roles/viewer}; empty while unknown
 * @param member {@code user:ada@acme.example}; empty while unknown
 */
record Grant(Subject subject, Optional<String> role, Optional<String> member) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> PUBLIC = Set.of("allusers", "allauthenticatedusers");
  private static final Set<String> WIDE =
      Set.of("google_project_iam_", "google_folder_iam_", "google_organization_iam_");

  /** The grants of an object as it will be. */
  static List<Grant> in(Subject subject) {
    return in(subject, subject.now());
  }

  /** The grants of an object on one side of its change. */
  static List<Grant> in(Subject subject, Values values) {
    if (!values.exists()) {
      return List.of();
    }
    String type = subject.type();
    if (type.endsWith("_iam_member")) {
      return List.of(new Grant(subject, values.get("role").text(), values.get("member").text()));
    }
    if (type.endsWith("_iam_binding")) {
      return members(subject, values.get("role").text(), values.get("members"));
    }
    if (type.endsWith("_iam_policy")) {
      return policy(subject, values.get("policy_data"));
    }
    return switch (type) {
      case "google_bigquery_dataset" ->
          values.blocks("access").stream().flatMap(a -> access(subject, a).stream()).toList();
      case "google_bigquery_dataset_access" -> access(subject, values).stream().toList();
      case "google_storage_bucket_access_control",
          "google_storage_object_access_control",
          "google_storage_default_object_access_control" ->
          List.of(new Grant(subject, values.get("role").text(), values.get("entity").text()));
      case "google_storage_bucket_acl",
          "google_storage_object_acl",
          "google_storage_default_object_acl" ->
          acl(subject, values);
      default -> List.of();
    };
  }

  /** Whether anybody on the internet is meant. */
  boolean isPublic() {
    return member.filter(name -> PUBLIC.contains(name.toLowerCase(Locale.ROOT))).isPresent();
  }

  /** Whether a member that is not known yet can only be an identity that Google makes. */
  boolean memberComesFromGoogle() {
    return subject.comesFromGoogle("member") || subject.comesFromGoogle("members");
  }

  /** Whether a role that is not known yet can only be a custom one of these stacks. */
  boolean roleComesFromGoogle() {
    return subject.comesFromGoogle("role");
  }

  /** Whether it reaches a whole project, folder or organization. */
  boolean isWide() {
    return WIDE.stream().anyMatch(subject.type()::startsWith);
  }

  /** Whether a person, a group of them or a whole domain is meant, rather than a program. */
  boolean isHuman() {
    return member
        .filter(
            name ->
                name.startsWith("user:") || name.startsWith("group:") || name.startsWith("domain:"))
        .isPresent();
  }

  /** The same right, wherever it is written. */
  boolean sameAs(Grant other) {
    return role.equals(other.role)
        && member
            .map(name -> name.toLowerCase(Locale.ROOT))
            .equals(other.member.map(name -> name.toLowerCase(Locale.ROOT)));
  }

  /** Its name in the records of a deploy. */
  GivenGrant given() {
    return new GivenGrant(
        subject.stack().stack(), subject.address(), role.orElse(""), member.orElse(""));
  }

  String shownRole() {
    return role.orElse("a role known only after apply");
  }

  String shownMember() {
    return member.orElse("a member known only after apply");
  }

  private static List<Grant> members(Subject subject, Optional<String> role, Attr members) {
    Optional<JsonNode> list = members.node();
    if (list.isEmpty()) {
      return members.isUnknown() ? List.of(new Grant(subject, role, Optional.empty())) : List.of();
    }
    return Json.stream(list.get())
        .map(name -> new Grant(subject, role, Optional.ofNullable(name.textValue())))
        .toList();
  }

  private static List<Grant> policy(Subject subject, Attr data) {
    if (data.isUnknown()) {
      return List.of(new Grant(subject, Optional.empty(), Optional.empty()));
    }
    List<Grant> grants = new ArrayList<>();
    try {
      for (JsonNode binding : JSON.readTree(data.text().orElse("{}")).path("bindings")) {
        for (JsonNode member : binding.path("members")) {
          grants.add(
              new Grant(
                  subject,
                  Optional.ofNullable(binding.path("role").textValue()),
                  Optional.ofNullable(member.textValue())));
        }
      }
    } catch (JsonProcessingException broken) {
      // What cannot be read may grant anything.
      return List.of(new Grant(subject, Optional.empty(), Optional.empty()));
    }
    return grants;
  }

  private static Optional<Grant> access(Subject subject, Values access) {
    return first(access.get("special_group").text(), "")
        .or(() -> first(access.get("iam_member").text(), ""))
        .or(() -> first(access.get("user_by_email").text(), "user:"))
        .or(() -> first(access.get("group_by_email").text(), "group:"))
        .or(() -> first(access.get("domain").text(), "domain:"))
        .map(member -> new Grant(subject, access.get("role").text(), Optional.of(member)));
  }

  private static Optional<String> first(Optional<String> name, String prefix) {
    return name.filter(text -> !text.isEmpty()).map(text -> prefix + text);
  }

  private static List<Grant> acl(Subject subject, Values values) {
    List<Grant> grants = new ArrayList<>();
    String predefined = values.get("predefined_acl").text().orElse("").toLowerCase(Locale.ROOT);
    if (predefined.startsWith("publicread")) {
      grants.add(new Grant(subject, Optional.of(predefined), Optional.of("allUsers")));
    } else if (predefined.equals("authenticatedread")) {
      grants.add(new Grant(subject, Optional.of(predefined), Optional.of("allAuthenticatedUsers")));
    }
    for (String entry : Subject.texts(values.get("role_entity"))) {
      int colon = entry.indexOf(':');
      if (colon > 0) {
        grants.add(
            new Grant(
                subject,
                Optional.of(entry.substring(0, colon)),
                Optional.of(entry.substring(colon + 1))));
      }
    }
    return grants;
  }
}
