package tollgate.workflow;

import java.time.Instant;
import java.util.Set;
import tollgate.guard.Approval;

/**
 * Somebody's word for saved plans.
 *
 * @param who as the machine knows them
 * @param when it was given
 * @param kinds the dangers that are accepted
 * @param basis what was approved
 */
public record GivenApproval(String who, Instant when, Set<Approval> kinds, ApprovalBasis basis) {
  public GivenApproval {
    kinds = Set.copyOf(kinds);
  }
}
