package tollgate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tollgate.guard.Judgement;
import tollgate.guard.Rule;
import tollgate.guard.Verdict;
import tollgate.guard.Waiver;

/** The guard document and the list of rules. */
final class GuardDocument {
  private GuardDocument() {}

  static ObjectNode of(Judgement judgement) {
    ObjectNode document = JsonReport.document();
    document.put("passed", judgement.passed());
    document.put("passedChecks", judgement.passedChecks());
    ArrayNode verdicts = document.putArray("verdicts");
    judgement.verdicts().forEach(verdict -> verdicts.add(verdict(verdict)));
    ArrayNode waivers = document.putArray("waivers");
    judgement.waivers().forEach(use -> waivers.add(waiver(use)));
    ArrayNode approvals = document.putArray("approvals");
    judgement
        .requests()
        .forEach(
            request -> {
              ObjectNode node = approvals.addObject();
              node.put("kind", request.kind().json());
              node.put("stack", request.stack());
              node.put("address", request.address().map(a -> a.text()).orElse(null));
              node.put("reason", request.reason());
            });
    return document;
  }

  static ObjectNode rules(List<Rule> rules) {
    ObjectNode document = JsonReport.document();
    ArrayNode list = document.putArray("rules");
    for (Rule rule : rules) {
      ObjectNode node = list.addObject();
      node.put("id", rule.id());
      node.put("severity", rule.severity().json());
      node.put("good", rule.good());
      node.put("why", rule.why());
      node.put("fix", rule.fix());
      node.put("source", rule.source());
      node.put("waivable", rule.waivable());
    }
    return document;
  }

  private static ObjectNode verdict(Verdict verdict) {
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("rule", verdict.rule());
    node.put("severity", verdict.severity().json());
    node.put("outcome", verdict.outcome().json());
    node.put("stack", verdict.stack());
    node.put("address", verdict.address().map(a -> a.text()).orElse(null));
    node.put("message", verdict.message());
    node.put("why", verdict.why());
    node.put("fix", verdict.fix());
    verdict.waiver().ifPresent(reason -> node.put("waiver", reason));
    return node;
  }

  private static ObjectNode waiver(Judgement.WaiverUse use) {
    Waiver waiver = use.waiver();
    ObjectNode node = JsonReport.JSON.objectNode();
    node.put("rule", waiver.rule());
    node.put("address", waiver.address());
    node.put("reason", waiver.reason());
    node.put("owner", waiver.owner());
    node.put("expires", waiver.expires().toString());
    node.put("state", use.state().json());
    return node;
  }
}
