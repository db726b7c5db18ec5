package tollgate.guard;

import tollgate.plan.Address;

/**
 * A right that somebody has already agreed to, in a deploy that was begun and did not end.
 *
 * @param stack in which
 * @param address the resource that grants it
 * @param role {@code roles/run.invoker}
 * @param member {@code user:ada@acme.example}
 */
public record GivenGrant(String stack, Address address, String role, String member) {}
