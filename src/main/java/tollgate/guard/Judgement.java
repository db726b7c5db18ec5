package tollgate.guard;

import java.util.List;
import java.util.Set;

/**
 * Everything the gate says of a set of plans.
 *
 * @param verdicts in rule order, dangers last
 * @param waivers every waiver of the policy and what became of it
 * @param approvals the kinds of danger in these plans that a deploy has to be told to accept
 * @param passedChecks how many checks found nothing
 */
public record Judgement(
    List<Verdict> verdicts, List<WaiverUse> waivers, Set<Approval> approvals, int passedChecks) {

  /** A waiver and what became of it. */
  public record WaiverUse(Waiver waiver, Waiver.State state) {}

  public Judgement {
    verdicts = List.copyOf(verdicts);
    waivers = List.copyOf(waivers);
    approvals = Set.copyOf(approvals);
  }

  /** Whether nothing stops the plans. */
  public boolean passed() {
    return verdicts.stream().noneMatch(Verdict::stops);
  }
}
