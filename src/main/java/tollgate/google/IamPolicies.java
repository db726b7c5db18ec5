package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Grants in the policies of a project or an account; they are only ever added to. */
public final class IamPolicies {
  private static final int TRIES = 5;

  private final GoogleClient client;
  private final Patience patience;

  IamPolicies(GoogleClient client, Patience patience) {
    this.client = client;
    this.patience = patience;
  }

  /**
   * A role, always or under a condition.
   *
   * @param name {@code roles/run.admin}
   */
  public record Role(String name, Optional<Condition> condition) {
    private boolean matches(JsonNode binding) {
      JsonNode written = binding.path("condition");
      return binding.path("role").asText().equals(name)
          && (condition.isPresent()
              ? written.path("title").asText().equals(condition.get().title())
                  && written.path("expression").asText().equals(condition.get().expression())
              : written.isMissingNode());
    }

    String shown() {
      return name + condition.map(only -> " (" + only.title() + ")").orElse("");
    }
  }

  /** When a role counts, in IAM's expression language (CEL). */
  public record Condition(String title, String expression) {}

  /**
   * A role for somebody.
   *
   * @param member {@code user:ada@acme.example}
   */
  record Grant(Role role, String member) {
    private boolean stands(JsonNode policy) {
      for (JsonNode binding : policy.path("bindings")) {
        if (role.matches(binding)) {
          for (JsonNode each : binding.path("members")) {
            if (each.asText().equals(member)) {
              return true;
            }
          }
        }
      }
      return false;
    }

    /** Adds it; a binding under another condition, or none, is another binding. */
    private void addTo(ObjectNode policy) {
      for (JsonNode binding : policy.withArray("/bindings")) {
        if (role.matches(binding) && binding.path("members") instanceof ArrayNode members) {
          members.add(member);
          return;
        }
      }
      ObjectNode made = policy.withArray("/bindings").addObject().put("role", role.name());
      made.putArray("members").add(member);
      role.condition()
          .ifPresent(
              only ->
                  made.putObject("condition")
                      .put("title", only.title())
                      .put("expression", only.expression()));
    }
  }

  /** Those of the grants that do not stand in the policy of what lies at that path. */
  List<Grant> missing(Api api, String path, List<Grant> grants) throws GoogleException {
    return grants.isEmpty() ? List.of() : missing(policy(api, path), grants);
  }

  private static List<Grant> missing(JsonNode policy, List<Grant> grants) {
    return grants.stream().filter(grant -> !grant.stands(policy)).toList();
  }

  /**
   * Adds what is missing. The etag makes Google refuse the change when somebody else was quicker;
   * then the policy is read anew.
   */
  void add(Api api, String path, List<Grant> grants) throws GoogleException {
    for (int i = 1; ; i++) {
      if (!(policy(api, path) instanceof ObjectNode policy)) {
        return;
      }
      List<Grant> missing = missing(policy, grants);
      if (missing.isEmpty()) {
        return;
      }
      missing.forEach(grant -> grant.addTo(policy));
      policy.put("version", 3);
      ObjectNode body = GoogleClient.JSON.createObjectNode();
      body.set("policy", policy);
      try {
        client.change(api, "POST", path + ":setIamPolicy", body);
        return;
      } catch (GoogleException failed) {
        GoogleProblem.Kind kind = failed.problem().kind();
        boolean overtaken =
            kind == GoogleProblem.Kind.CONFLICT || kind == GoogleProblem.Kind.PRECONDITION;
        if (!overtaken || i == TRIES) {
          throw failed;
        }
        patience.pause();
      }
    }
  }

  /** The service-account API takes the options in the query, the other one in the body. */
  private JsonNode policy(Api api, String path) throws GoogleException {
    ObjectNode body = GoogleClient.JSON.createObjectNode();
    String query = "";
    if (api == Api.IAM) {
      query = "?options.requestedPolicyVersion=3";
    } else {
      body.putObject("options").put("requestedPolicyVersion", 3);
    }
    return client.ask(api, path + ":getIamPolicy" + query, body);
  }
}
