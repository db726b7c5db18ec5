package stacks.parts;

import tollgate.config.Principal;

/**
 * Who a role is granted to.
 *
 * @param key tells it from every other member; known when stacks are built
 * @param slug its part of a Terraform address
 * @param reference what Terraform is given: text in IAM's spelling, which may refer to a resource
 */
public record Member(String key, String slug, String reference) {
  /** A person, a group, a domain or a foreign service account. */
  public static Member of(Principal principal) {
    String member = principal.toString();
    return new Member(member, Names.slug(principal.id()), Literal.of(member));
  }

  /**
   * A service account of this project.
   *
   * @param reference the account's {@code member} attribute, so that Terraform makes it first
   */
  public static Member account(Names names, String id, String reference) {
    return new Member("serviceAccount:" + names.serviceAccount(id), id, reference);
  }

  /**
   * An account that Google runs a product under, as in {@code service-123@compute-system…}.
   *
   * @param product the domain's first word, as in {@code compute-system}
   * @param number of the project
   */
  public static Member agent(String product, String number) {
    return new Member(
        "agent " + product,
        product,
        "serviceAccount:service-" + number + "@" + product + ".iam.gserviceaccount.com");
  }
}
