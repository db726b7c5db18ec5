package stacks;

/**
 * A role that a stack grants.
 *
 * @param member who gets it, in IAM's spelling; {@code agent …} is an account of Google's
 * @param role by its full name
 * @param target the narrowest thing that carries the role, its kind first: {@code bucket acme-lake}
 * @param why what the member needs it for
 */
public record GrantInfo(String member, String role, String target, String why) {}
