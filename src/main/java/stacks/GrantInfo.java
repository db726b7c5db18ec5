package stacks;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A role that a stack grants.
 *
 * @param member who gets it, in IAM's spelling; {@code agent …} is an account of Google's
 * @param role by its full name
 * @param target the narrowest thing that carries the role, its kind first: {@code bucket acme-lake}
 * @param why what the member needs it for
 * @param condition when the role counts; empty for always
 * @param permissions what a role of the project's own holds, each with what it is needed for; empty
 *     for Google's roles, whose lists are Google's
 */
public record GrantInfo(
    String member,
    String role,
    String target,
    String why,
    Optional<Condition> condition,
    SortedMap<String, String> permissions) {

  /**
   * When a role counts.
   *
   * @param title in a few words
   * @param expression in IAM's expression language (CEL)
   */
  public record Condition(String title, String expression) {}
}
