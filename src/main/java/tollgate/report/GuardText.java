package tollgate.report;

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
  private final Page page;

  GuardText(Page page) {
    this.page = page;
  }

  void write(Judgement judgement) {
    page.heading("Gate: " + counts(judgement));
    judgement.waivers().forEach(this::waiver);
    judgement.verdicts().forEach(this::verdict);
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

  private void verdict(Verdict verdict) {
    page.blank();
    Style.Tone tone = verdict.stops() ? Style.Tone.DENIED : Style.Tone.WARNED;
    String where =
        verdict.rule() + verdict.address().map(address -> "  " + address.text()).orElse("");
    page.hanging(2, label(verdict), tone, where);
    page.paragraph(4, verdict.message());
    verdict.waiver().ifPresent(reason -> page.paragraph(4, "waived: " + reason));
    if (verdict.outcome() != Verdict.Outcome.WAIVED) {
      page.hanging(4, "why:", Style.Tone.QUIET, verdict.why());
      page.hanging(4, "fix:", Style.Tone.QUIET, verdict.fix());
      if (verdict.stops()) {
        page.hanging(4, "waive:", Style.Tone.QUIET, howToWaive(verdict));
      }
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
    boolean waivable = Rules.find(verdict.rule()).map(rule -> rule.waivable()).orElse(true);
    return waivable
        ? "add {rule: %s, address: \"%s\", reason: WHY, owner: WHO, expires: YYYY-MM-DD} to waivers in tollgate.yaml."
            .formatted(verdict.rule(), verdict.address().map(a -> a.text()).orElse("*"))
        : "not possible for this rule.";
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
