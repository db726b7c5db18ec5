package tollgate.guard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The policy's waivers on one day, and which of them were used. */
final class WaiverBook {
  private final List<Waiver> waivers;
  private final LocalDate today;
  private final Set<Waiver> used = new HashSet<>();

  WaiverBook(List<Waiver> waivers, LocalDate today) {
    this.waivers = waivers;
    this.today = today;
  }

  /** The waiver that lets this finding through, which counts as used from now on. */
  Optional<Waiver> waive(Rule rule, Finding finding) {
    if (!rule.waivable()) {
      return Optional.empty();
    }
    Optional<Waiver> waiver =
        waivers.stream()
            .filter(w -> !expired(w) && w.rule().equals(rule.id()) && covers(w, finding))
            .findFirst();
    waiver.ifPresent(used::add);
    return waiver;
  }

  /** What became of each, in the policy's order. */
  List<Judgement.WaiverUse> uses() {
    List<Judgement.WaiverUse> uses = new ArrayList<>();
    for (Waiver waiver : waivers) {
      Waiver.State state =
          expired(waiver)
              ? Waiver.State.EXPIRED
              : used.contains(waiver) ? Waiver.State.USED : Waiver.State.UNUSED;
      uses.add(new Judgement.WaiverUse(waiver, state));
    }
    return uses;
  }

  private boolean expired(Waiver waiver) {
    return today.isAfter(waiver.expires());
  }

  /** A finding about the whole has no address; only a pattern that takes everything covers it. */
  private static boolean covers(Waiver waiver, Finding finding) {
    return finding
        .subject()
        .map(subject -> subject.address().matches(waiver.address()))
        .orElse(waiver.address().equals("*"));
  }
}
