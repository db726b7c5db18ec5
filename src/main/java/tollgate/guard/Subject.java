package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.plan.Address;
import tollgate.plan.Arguments;
import tollgate.plan.Attr;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;
import tollgate.plan.Values;
import tollgate.schema.Schema;

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
        ? Schema.google()
            .resource(type())
            .flatMap(known -> known.defaultOf(path))
            .<Attr>map(Attr.Known::new)
            .orElse(planned)
        : planned;
  }

  /**
   * Like {@link #get}, where Google fills in what is not written: a plan shows such an attribute as
   * unknown although nobody wrote it. It is then absent, so that the rule can apply Google's own
   * default. What is written and refers to something stays unknown.
   */
  Attr written(String path) {
    Attr effective = get(path);
    return effective.isUnknown() && stack.plan().written(change, path) == Arguments.Written.NO
        ? new Attr.Absent()
        : effective;
  }

  /**
   * Whether an unknown value can only be what Google gives some object of its own: the e-mail of a
   * service account, the id of a custom role.
   */
  boolean comesFromGoogle(String path) {
    Set<String> references = stack.plan().references(change, path);
    // What a root variable or a key gives is known in a plan: it cannot be why this is not.
    return references.stream().anyMatch(Subject::isGoogleObject)
        && references.stream()
            .allMatch(
                name -> isGoogleObject(name) || name.startsWith("var.") || name.equals("each.key"));
  }

  /** Whether an argument refers to that object, in the same stack. */
  boolean refersTo(String path, Subject other) {
    return stack.stack().equals(other.stack().stack())
        && references(path).contains(other.address().configured());
  }

  /**
   * Addresses: a plan names the object beside its attribute, a configuration only the attribute.
   */
  private Set<String> references(String path) {
    return stack.plan().references(change, path).stream()
        .flatMap(name -> Stream.of(name, name.substring(0, Math.max(0, name.lastIndexOf('.')))))
        .collect(Collectors.toSet());
  }

  /** The references of an argument inside a module carry the module's path. */
  private static boolean isGoogleObject(String reference) {
    return reference.startsWith("google_")
        || reference.startsWith("data.google_")
        || (reference.startsWith("module.")
            && (reference.contains(".google_") || reference.contains(".data.google_")));
  }

  /** Whether the attribute in effect is this text, in capitals or not. */
  boolean is(String path, String value) {
    return written(path).text().filter(value::equalsIgnoreCase).isPresent();
  }

  /** Good when the attribute is true; Google's default counts where nothing is written. */
  Finding mustBeTrue(String path, String otherwise) {
    Attr attr = written(path);
    return attr.isUnknown()
        ? Finding.unknown(path + " is not known before apply.")
        : attr.isTrue() ? Finding.good() : Finding.bad(otherwise);
  }

  /** Good unless the attribute is true. */
  Finding mustNotBeTrue(String path, String otherwise) {
    Attr attr = written(path);
    return attr.isUnknown()
        ? Finding.unknown(path + " is not known before apply.")
        : attr.isTrue() ? Finding.bad(otherwise) : Finding.good();
  }

  /** Good when a block of that name, or a list that is not empty, is written. */
  Finding mustHave(String path, String otherwise) {
    Attr attr = written(path);
    return attr.isUnknown()
        ? Finding.unknown(path + " is not known before apply.")
        : attr.node().filter(node -> !node.isEmpty()).isPresent()
            ? Finding.good()
            : Finding.bad(otherwise);
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

  /** {@code costs $163.84 a month in us-central1}, or other words while no price is known. */
  String costs(String otherwise) {
    return price().map(price -> "costs " + price).orElse(otherwise);
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
