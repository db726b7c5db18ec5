package tollgate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import tollgate.guard.Approval;
import tollgate.guard.ApprovalRequest;
import tollgate.guard.Judgement;
import tollgate.guard.Rules;
import tollgate.guard.Verdict;
import tollgate.guard.Waiver;

/** A judgement as text, what stops the plans last. */
final class GuardText {
  /** So many resources of one warning are named. */
  private static final int LISTED = 5;

  private final Page page;

  GuardText(Page page) {
    this.page = page;
  }

  void write(Judgement judgement) {
    page.heading("Gate: " + counts(judgement));
    judgement.waivers().forEach(this::waiver);
    alike(judgement.verdicts()).forEach(this::verdicts);
    if (!judgement.requests().isEmpty()) {
      approvals(judgement);
    }
  }

  /** {@code 1 denied, 2 warned, 31 checks passed}. */
  static String counts(Judgement judgement) {
    StringJoiner words = new StringJoiner(", ");
    count(words, judgement, Verdict.Outcome.DENIED, "denied");
    count(words, judgement, Verdict.Outcome.UNKNOWN, "unknown");
    count(words, judgement, Verdict.Outcome.WARNED, "warned");
    count(words, judgement, Verdict.Outcome.WAIVED, "waived");
    return words.add(judgement.passedChecks() + " checks passed").toString();
  }

  private static void count(
      StringJoiner words, Judgement judgement, Verdict.Outcome outcome, String word) {
    long count = judgement.verdicts().stream().filter(v -> v.outcome() == outcome).count();
    if (count > 0) {
      words.add(count + " " + word);
    }
  }

  private void waiver(Judgement.WaiverUse use) {
    Waiver waiver = use.waiver();
    String tail = " (%s, until %s)".formatted(waiver.owner(), waiver.expires());
    String what = waiver.rule() + " for " + waiver.address() + ": " + waiver.reason() + tail;
    switch (use.state()) {
      case USED -> page.hanging(2, "waiver used", Style.Tone.QUIET, what);
      case UNUSED ->
          page.hanging(
              2, "waiver unused", Style.Tone.WARNED, what + ". Nothing needs it: take it out.");
      case EXPIRED ->
          page.hanging(2, "waiver expired", Style.Tone.WARNED, what + ". It counts no more.");
    }
  }

  /** Verdicts of one rule with one outcome stand together: why and fix are said once. */
  private static List<List<Verdict>> alike(List<Verdict> verdicts) {
    List<List<Verdict>> groups = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      List<Verdict> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
      if (!last.isEmpty() && isAlike(last.get(0), verdict)) {
        last.add(verdict);
      } else {
        groups.add(new ArrayList<>(List.of(verdict)));
      }
    }
    return groups;
  }

  private static boolean isAlike(Verdict one, Verdict other) {
    return one.rule().equals(other.rule())
        && one.outcome() == other.outcome()
        && one.stops() == other.stops()
        && one.waiver().equals(other.waiver());
  }

  private void verdicts(List<Verdict> alike) {
    Verdict first = alike.get(0);
    Style.Tone tone = first.stops() ? Style.Tone.DENIED : Style.Tone.WARNED;
    page.blank();
    if (alike.size() == 1) {
      String address = first.address().map(a -> " " + a.text()).orElse("");
      page.hanging(2, label(first), tone, first.rule() + address);
      page.paragraph(4, first.message());
    } else {
      page.hanging(2, label(first), tone, first.rule() + ", " + alike.size() + " times");
      many(alike);
    }
    first.waiver().ifPresent(reason -> page.paragraph(4, "waived: " + reason));
    if (first.outcome() != Verdict.Outcome.WAIVED) {
      page.hanging(4, "why:", Style.Tone.QUIET, first.why());
      page.hanging(4, "fix:", Style.Tone.QUIET, first.fix());
      if (first.stops()) {
        page.hanging(4, "waive:", Style.Tone.QUIET, howToWaive(first));
      }
    }
  }

  /** What stops the plan is listed whole; of what does not, the first few. */
  private void many(List<Verdict> alike) {
    int shown = alike.get(0).stops() ? alike.size() : Math.min(alike.size(), LISTED);
    boolean oneMessage = alike.stream().map(Verdict::message).distinct().count() == 1;
    for (Verdict verdict : alike.subList(0, shown)) {
      verdict.address().ifPresent(address -> page.paragraph(4, address.text()));
      if (!oneMessage) {
        page.paragraph(6, verdict.message());
      }
    }
    if (shown < alike.size()) {
      page.paragraph(
          4,
          Style.Tone.QUIET,
          "and %d more; --format json lists them".formatted(alike.size() - shown));
    }
    if (oneMessage) {
      page.paragraph(4, alike.get(0).message());
    }
  }

  private static String label(Verdict verdict) {
    return switch (verdict.outcome()) {
      case DENIED -> "DENIED";
      case WARNED -> "warning";
      case UNKNOWN -> verdict.stops() ? "UNKNOWN, so denied" : "unknown";
      case WAIVED -> "waived";
    };
  }

  private static String howToWaive(Verdict verdict) {
    boolean waivable = Rules.find(verdict.rule()).map(rule -> rule.waivable()).orElse(false);
    return waivable
        ? "add {rule: %s, address: %s, reason: WHY, owner: WHO, expires: YYYY-MM-DD} to waivers in tollgate.yaml."
            .formatted(verdict.rule(), quoted(verdict.address().map(a -> a.text()).orElse("*")))
        : "not possible for this rule.";
  }

  /** As YAML; an instance key has quotes of its own. */
  private static String quoted(String address) {
    return address.contains("\"") || address.contains("\\")
        ? "'" + address.replace("'", "''") + "'"
        : '"' + address + '"';
  }

  private void approvals(Judgement judgement) {
    List<String> kinds = judgement.approvals().stream().sorted().map(Approval::json).toList();
    page.blank();
    page.heading("A deploy has to be told: --approve " + String.join(",", kinds));
    for (Approval kind : judgement.approvals().stream().sorted().toList()) {
      for (ApprovalRequest request : judgement.requests()) {
        if (request.kind() == kind) {
          page.hanging(
              2,
              kind.json(),
              Style.Tone.DESTROYED,
              request.address().map(address -> address.text() + " ").orElse("") + request.reason());
        }
      }
    }
  }
}
