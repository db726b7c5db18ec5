package tollgate.guard;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Everything the gate says of a set of plans.
 *
 * @param verdicts what stops the plans last; before that by rule
 * @param waivers every waiver of the policy and what became of it
 * @param requests what a deploy has to be told to accept, and why
 * @param passedChecks how many checks found nothing
 */
public record Judgement(
    List<Verdict> verdicts,
    List<WaiverUse> waivers,
    List<ApprovalRequest> requests,
    int passedChecks) {

  /** A waiver and what became of it. */
  public record WaiverUse(Waiver waiver, Waiver.State state) {}

  public Judgement {
    verdicts = List.copyOf(verdicts);
    waivers = List.copyOf(waivers);
    requests = List.copyOf(requests);
  }

  /** Whether nothing stops the plans. */
  public boolean passed() {
    return verdicts.stream().noneMatch(Verdict::stops);
  }

  /** The kinds of danger in these plans that a deploy has to be told to accept. */
  public Set<Approval> approvals() {
    EnumSet<Approval> kinds = EnumSet.noneOf(Approval.class);
    requests.forEach(request -> kinds.add(request.kind()));
    return Set.copyOf(kinds);
  }

  /** What stops the plans. */
  public List<Verdict> stopping() {
    return verdicts.stream().filter(Verdict::stops).toList();
  }
}
