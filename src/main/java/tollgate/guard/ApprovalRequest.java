package tollgate.guard;

import java.util.Optional;
import tollgate.plan.Address;

/**
 * One thing that a deploy has to be told to accept.
 *
 * @param kind of danger
 * @param stack the stack's name, or empty text
 * @param address the resource; empty when it is about the whole
 * @param reason what would happen, one sentence
 */
public record ApprovalRequest(
    Approval kind, String stack, Optional<Address> address, String reason) {}
