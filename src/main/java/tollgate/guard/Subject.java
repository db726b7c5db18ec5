package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.plan.Address;
import tollgate.plan.Attr;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;
import tollgate.plan.Values;

/**
 * One object that is judged: its change, its stack, and its attributes as they will be in effect.
 *
 * @param stack the plan it belongs to
 * @param change what happens to it
 * @param scene everything else that is judged with it
 */
record Subject(StackPlan stack, ResourceChange change, Scene scene) {

  String type() {
    return change.type();
  }

  Address address() {
    return change.address();
  }

  /** The object as it will be. */
  Values now() {
    return change.after();
  }

  /**
   * The attribute as it will be in effect: what is planned, or the provider's default where nothing
   * is.
   */
  Attr get(String path) {
    Attr planned = now().get(path);
    return planned.isAbsent() && parentStands(path)
        ? Defaults.of(type(), path).<Attr>map(Attr.Known::new).orElse(planned)
        : planned;
  }

  /**
   * Like {@link #get}, where Google fills in what is not written: a plan shows such an attribute as
   * unknown although nobody wrote it. It is then taken as absent, so that the rule can apply
   * Google's own default. In a configuration an unknown value always stands for a reference.
   */
  Attr written(String path) {
    Attr effective = get(path);
    return effective.isUnknown() && !scene.isConfiguration(stack) && Defaults.filledIn(type(), path)
        ? new Attr.Absent()
        : effective;
  }

  /** Blocks of the object as it will be. */
  List<Values> blocks(String path) {
    return now().blocks(path);
  }

  /** The attribute as text, or a dash for a message. */
  String shown(String path) {
    return get(path).text().orElse("-");
  }

  /** The elements of a list or set of strings, as far as they are known. */
  static List<String> texts(Attr list) {
    return list.node().stream()
        .flatMap(node -> Json.stream(node))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }

  /** Its bill, where there is an estimate. */
  Optional<ResourceEstimate> estimate() {
    return scene.estimate(this);
  }

  /** {@code $163.84 a month in us-central1}, where a price is known. */
  Optional<String> price() {
    return estimate()
        .filter(bill -> bill.floor().signum() > 0)
        .map(bill -> Dollars.text(bill.floor()) + " a month" + region(bill));
  }

  private static String region(ResourceEstimate bill) {
    return bill.lines().stream()
        .map(Line::region)
        .filter(region -> !region.isEmpty() && !region.equals("global"))
        .findFirst()
        .map(region -> " in " + region)
        .orElse("");
  }

  private boolean parentStands(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 || now().has(path.substring(0, dot));
  }
}
