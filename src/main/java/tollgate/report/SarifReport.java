package tollgate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.guard.Judgement;
import tollgate.guard.Rule;
import tollgate.guard.Severity;
import tollgate.guard.Verdict;
import tollgate.guard.Waiver;
import tollgate.text.Sha256;

/**
 * Verdicts as SARIF 2.1.0, the form in which code scanning takes findings. Waived verdicts are
 * results with a suppression; then every result says whether it is suppressed, as section 3.27.23
 * of the standard asks. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
public final class SarifReport {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String ROOT = "PROJECTROOT";

  /** The page that explains every rule. */
  private static final String PAGE = "docs/rules.md";

  /** Which text a fingerprint is made from; another text is another number. */
  private static final String FINGERPRINT = "tollgate/v1";

  private final List<Rule> rules;
  private final Optional<String> site;
  private final Sources sources;
  private final Map<String, Integer> indexes = new HashMap<>();

  private SarifReport(List<Rule> rules, Optional<String> site, Sources sources) {
    this.rules = rules;
    this.site = site;
    this.sources = sources;
  }

  /**
   * The whole log.
   *
   * @param rules every rule that judged
   * @param site where the project's files can be looked at, ended by a slash; without it rules have
   *     no helpUri, which must be absolute
   * @param sources where resources are written
   */
  public static String of(
      Judgement judgement, List<Rule> rules, Optional<String> site, Sources sources) {
    return JsonReport.write(new SarifReport(rules, site, sources).log(judgement));
  }

  private ObjectNode log(Judgement judgement) {
    ObjectNode log = JsonReport.JSON.objectNode();
    log.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "tollgate");
    ArrayNode table = driver.putArray("rules");
    for (Rule rule : rules) {
      indexes.put(rule.id(), table.size());
      rule(table.addObject(), rule);
    }
    run.putObject("originalUriBaseIds")
        .putObject(ROOT)
        .putObject("description")
        .put("text", "The directory of tollgate.yaml.");
    run.put("columnKind", "utf16CodeUnits");
    boolean anyWaived =
        judgement.verdicts().stream().anyMatch(v -> v.outcome() == Verdict.Outcome.WAIVED);
    ArrayNode results = run.putArray("results");
    judgement
        .verdicts()
        .forEach(verdict -> result(results.addObject(), verdict, judgement, anyWaived));
    return log;
  }

  private void rule(ObjectNode node, Rule rule) {
    node.put("id", rule.id());
    node.putObject("shortDescription").put("text", rule.good());
    node.putObject("fullDescription").put("text", rule.why());
    String anchor = PAGE + "#" + rule.id().replace("/", "");
    ObjectNode help = node.putObject("help");
    help.put("text", "Fix: " + rule.fix() + " See " + anchor + ".");
    help.put("markdown", "**Fix:** " + rule.fix() + "\n\nSource: " + rule.source());
    site.ifPresent(base -> node.put("helpUri", base + anchor));
    node.putObject("defaultConfiguration").put("level", level(rule.severity()));
    ObjectNode properties = node.putObject("properties");
    properties.putArray("tags").add(rule.family());
    properties.put("waivable", rule.waivable());
  }

  private static String level(Severity severity) {
    return severity == Severity.DENY ? "error" : "warning";
  }

  private void result(ObjectNode node, Verdict verdict, Judgement judgement, boolean anyWaived) {
    node.put("ruleId", verdict.rule());
    Optional.ofNullable(indexes.get(verdict.rule()))
        .ifPresent(index -> node.put("ruleIndex", index));
    node.put("level", verdict.stops() ? "error" : level(verdict));
    node.putObject("message")
        .put("text", Printable.text(verdict.message()) + " Fix: " + verdict.fix());
    location(node.putArray("locations").addObject(), verdict);
    node.putObject("partialFingerprints").put(FINGERPRINT, fingerprint(verdict));
    if (anyWaived) {
      ArrayNode suppressions = node.putArray("suppressions");
      verdict.waiver().ifPresent(reason -> suppression(suppressions.addObject(), reason));
    }
    ObjectNode properties = node.putObject("properties");
    properties.put("outcome", verdict.outcome().json());
    properties.put("stack", Printable.text(verdict.stack()));
    waiver(verdict, judgement)
        .ifPresent(
            waiver -> {
              properties.put("waiverOwner", Printable.text(waiver.owner()));
              // SARIF 2.1.0 has no place for the end of a suppression.
              properties.put("waiverExpires", waiver.expires().toString());
            });
  }

  private static String level(Verdict verdict) {
    return verdict.outcome() == Verdict.Outcome.WAIVED ? level(verdict.severity()) : "warning";
  }

  private static void suppression(ObjectNode node, String reason) {
    node.put("kind", "external");
    node.put("status", "accepted");
    node.put("justification", Printable.text(reason));
  }

  private static Optional<Waiver> waiver(Verdict verdict, Judgement judgement) {
    return verdict
        .waiver()
        .flatMap(
            reason ->
                judgement.waivers().stream()
                    .map(Judgement.WaiverUse::waiver)
                    .filter(w -> w.rule().equals(verdict.rule()) && w.reason().equals(reason))
                    .findFirst());
  }

  private void location(ObjectNode node, Verdict verdict) {
    sources
        .of(verdict.stack(), verdict.address())
        .ifPresent(
            place -> {
              ObjectNode physical = node.putObject("physicalLocation");
              physical
                  .putObject("artifactLocation")
                  .put("uri", encoded(place.uri()))
                  .put("uriBaseId", ROOT);
              if (place.line() > 0) {
                physical.putObject("region").put("startLine", place.line());
              }
            });
    String stack = Printable.text(verdict.stack());
    ObjectNode logical = node.putArray("logicalLocations").addObject();
    if (verdict.address().isPresent()) {
      String address = Printable.text(verdict.address().get().text());
      logical.put("name", address);
      logical.put("fullyQualifiedName", stack.isEmpty() ? address : stack + "/" + address);
      logical.put("kind", "resource");
    } else {
      String name = stack.isEmpty() ? "platform" : stack;
      logical.put("name", name).put("fullyQualifiedName", name).put("kind", "module");
    }
  }

  /** A path as a URI reference: a stack's name or a file's may hold what no URI may. */
  private static String encoded(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "/._~-".indexOf(c) >= 0)) {
        uri.append(c);
      } else {
        uri.append("%%%02X".formatted((int) c));
      }
    }
    return uri.toString();
  }

  /** The same for the same rule at the same resource, whatever amounts a message names. */
  private static String fingerprint(Verdict verdict) {
    String text =
        String.join(
            "\n",
            verdict.rule(),
            verdict.stack(),
            verdict.address().map(address -> address.text()).orElse(""));
    return Sha256.hex(text).substring(0, 32);
  }
}
