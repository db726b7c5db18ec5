package stacks.parts;

/**
 * Whether what holds data may be deleted. With {@code on} the provider and, where it can, Google
 * refuse the deletion; both are always written out, so that a plan shows which it is.
 */
public record Protection(boolean on) {
  /** The provider's {@code deletion_policy}, which nearly every resource has. */
  public String deletionPolicy() {
    return on ? "PREVENT" : "DELETE";
  }
}
