package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.plan.Action;
import tollgate.plan.Plan;
import tollgate.plan.ResourceChange;

/**
 * Values of a stack's ephemeral variables: made for one run, given to terraform in its environment,
 * never written down. Google gets them through write-only arguments, so a run writes a secret
 * everywhere it is used or nowhere.
 */
final class Secrets {

  private static final int LENGTH = 32;

  /** Safe in URLs, shells and configuration files; 32 of 62 letters are 190 bits. */
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final Pattern REFERENCE = Pattern.compile("\\bvar\\.([A-Za-z0-9_-]+)");

  private final SecureRandom random;
  private final Map<String, String> values = new HashMap<>();

  Secrets(SecureRandom random) {
    this.random = random;
  }

  /** A value for each ephemeral variable of a configuration; the same in each call. */
  synchronized Map<String, String> valuesFor(JsonNode configuration) {
    Map<String, String> chosen = new TreeMap<>();
    for (String name : ephemeralVariables(configuration)) {
      chosen.put(name, values.computeIfAbsent(name, unused -> make()));
    }
    return chosen;
  }

  static Set<String> ephemeralVariables(JsonNode configuration) {
    Set<String> names = new TreeSet<>();
    configuration
        .path("variable")
        .properties()
        .forEach(
            variable -> {
              if (variable.getValue().path("ephemeral").asBoolean()
                  && !variable.getValue().has("default")) {
                names.add(variable.getKey());
              }
            });
    return names;
  }

  private String make() {
    StringBuilder value = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return value.toString();
  }

  /**
   * Secrets that a plan would write in some places and not in others, with the places it leaves
   * alone: those would keep the value of an earlier run that stopped half-way, and a password that
   * differs from the one in its connection string locks everybody out.
   */
  static Map<String, Set<String>> halfWritten(JsonNode configuration, Plan plan) {
    Map<String, Set<String>> users = users(configuration);
    Set<String> written = new HashSet<>();
    Set<String> kept = new HashSet<>();
    for (ResourceChange change : plan.changes()) {
      String address = change.address().withoutKey();
      if (writes(change)) {
        written.add(address);
      } else if (change.action() == Action.NO_OP || change.action() == Action.UPDATE) {
        kept.add(address);
      }
    }
    Map<String, Set<String>> half = new TreeMap<>();
    users.forEach(
        (variable, addresses) -> {
          Set<String> left = new TreeSet<>(addresses);
          left.retainAll(kept);
          boolean someWritten = addresses.stream().anyMatch(written::contains);
          if (someWritten && !left.isEmpty()) {
            half.put(variable, left);
          }
        });
    return half;
  }

  /** Write-only arguments are sent when an object is made, and when their version changes. */
  private static boolean writes(ResourceChange change) {
    return switch (change.action()) {
      case CREATE, REPLACE -> true;
      case UPDATE ->
          change.after().values().properties().stream()
              .filter(attribute -> attribute.getKey().endsWith("_wo_version"))
              .anyMatch(
                  attribute ->
                      !attribute
                          .getValue()
                          .equals(change.before().values().path(attribute.getKey())));
      default -> false;
    };
  }

  /** By variable, the resources whose write-only arguments it goes into. */
  private static Map<String, Set<String>> users(JsonNode configuration) {
    Set<String> ephemeral = ephemeralVariables(configuration);
    Map<String, Set<String>> users = new HashMap<>();
    configuration
        .path("resource")
        .properties()
        .forEach(
            type ->
                type.getValue()
                    .properties()
                    .forEach(
                        resource -> {
                          Matcher found = REFERENCE.matcher(resource.getValue().toString());
                          while (found.find()) {
                            if (ephemeral.contains(found.group(1))) {
                              users
                                  .computeIfAbsent(found.group(1), unused -> new TreeSet<>())
                                  .add(type.getKey() + "." + resource.getKey());
                            }
                          }
                        }));
    return users;
  }
}
