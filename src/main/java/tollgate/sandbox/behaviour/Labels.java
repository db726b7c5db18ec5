package tollgate.sandbox.behaviour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.schema.value.Value;

/**
 * How labels and annotations of a resource, of the provider block and of the world outside become
 * {@code terraform_labels}, {@code effective_labels} and {@code effective_annotations}.
 */
final class Labels {
  private static final String ATTRIBUTION = "goog-terraform-provisioned";

  static final List<Behaviour> TABLE =
      List.of(
          new Behaviour(
              "labels merge the provider's default labels and the attribution label",
              type -> type.block().attributes().containsKey("terraform_labels"),
              Labels::labels),
          new Behaviour(
              "effective annotations are those of the resource and those set elsewhere",
              type -> type.block().attributes().containsKey("effective_annotations"),
              Labels::annotations));

  private Labels() {}

  private static void labels(Draft draft) {
    Value labels = draft.now("labels");
    if (!labels.whollyKnown() || !draft.written("labels").whollyKnown()) {
      draft.unknown("terraform_labels");
      draft.unknown("effective_labels");
      return;
    }
    Map<String, Value> terraform = new LinkedHashMap<>();
    draft.provider().defaultLabels().forEach((key, value) -> terraform.put(key, Value.text(value)));
    if (attributed(draft)) {
      terraform.put(ATTRIBUTION, Value.text("true"));
    }
    terraform.putAll(entries(labels));
    merge(draft, "terraform_labels", "effective_labels", terraform);
    plan(draft, "terraform_labels", terraform);
  }

  private static boolean attributed(Draft draft) {
    ProviderBlock provider = draft.provider();
    return provider.attributionLabel()
        && (draft.creating()
            || provider.attributionAlways()
            || entries(draft.old("effective_labels")).containsKey(ATTRIBUTION));
  }

  private static void annotations(Draft draft) {
    Value annotations = draft.now("annotations");
    if (!annotations.whollyKnown()) {
      draft.unknown("effective_annotations");
      return;
    }
    merge(draft, "annotations", "effective_annotations", entries(annotations));
  }

  /** What was set elsewhere stays; what this resource set before and no more goes. */
  private static void merge(
      Draft draft, String managed, String effective, Map<String, Value> wanted) {
    Map<String, Value> all = new LinkedHashMap<>(entries(draft.old(effective)));
    entries(draft.old(managed)).keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .forEach(all::remove);
    all.putAll(wanted);
    plan(draft, effective, all);
  }

  private static void plan(Draft draft, String attribute, Map<String, Value> entries) {
    if (entries.isEmpty() && draft.creating()) {
      draft.unknown(attribute);
    } else if (!entries(draft.old(attribute)).equals(entries) || draft.creating()) {
      draft.set(attribute, new Value.Fields(entries));
    }
  }

  private static Map<String, Value> entries(Value map) {
    return map instanceof Value.Fields fields ? fields.values() : Map.of();
  }
}
