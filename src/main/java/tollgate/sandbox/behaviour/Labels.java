package tollgate.sandbox.behaviour;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tollgate.schema.Attribute;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.Value;

/**
 * How labels and annotations of a resource, of the provider block and of the world outside become
 * {@code terraform_labels}, {@code effective_labels} and {@code effective_annotations}.
 */
final class Labels {
  private static final String ATTRIBUTION = "goog-terraform-provisioned";

  /** Types that never get the label which tells of Terraform. */
  private static final Set<String> UNATTRIBUTED =
      Set.of(
          "google_compute_forwarding_rule",
          "google_compute_global_forwarding_rule",
          "google_dataplex_datascan",
          "google_dataplex_task",
          "google_dataproc_cluster");

  static final List<Behaviour> TABLE =
      List.of(
          new Behaviour(
              "labels merge the provider's default labels and the attribution label",
              type -> type.block().attributes().containsKey("terraform_labels"),
              draft -> labels(draft, "")),
          new Behaviour(
              "labels and annotations of a metadata block merge likewise",
              type -> type.block().block("metadata").filter(Labels::merges).isPresent(),
              draft -> {
                if (!draft.now("metadata").items().isEmpty()) {
                  labels(draft, "metadata.0.");
                  annotations(draft, "metadata.0.");
                  if (!draft.now("metadata.0.generation").isPresent()) {
                    draft.set("metadata.0.generation", Value.number(0));
                  }
                }
              }),
          new Behaviour(
              "effective annotations are those of the resource and those set elsewhere",
              type -> type.block().attributes().containsKey("effective_annotations"),
              draft -> annotations(draft, "")));

  private Labels() {}

  private static boolean merges(NestedBlock metadata) {
    return metadata.block().attribute("terraform_labels").isPresent();
  }

  private static void labels(Draft draft, String around) {
    boolean renamed = around.isEmpty() && !draft.has("labels");
    String own = renamed ? "resource_labels" : around + "labels";
    if (!draft.written(own).whollyKnown()) {
      draft.unknown(around + "terraform_labels");
      draft.unknown(around + "effective_labels");
      return;
    }
    Map<String, Value> terraform = new LinkedHashMap<>();
    draft.provider().defaultLabels().forEach((key, value) -> terraform.put(key, Value.text(value)));
    if (attributed(draft, around)) {
      terraform.put(ATTRIBUTION, Value.text("true"));
    }
    terraform.putAll(entries(draft.now(own)));
    merge(draft, around + "terraform_labels", around + "effective_labels", terraform);
    plan(draft, around + "terraform_labels", terraform);
  }

  private static boolean attributed(Draft draft, String around) {
    ProviderBlock provider = draft.provider();
    return provider.attributionLabel()
        && !UNATTRIBUTED.contains(draft.type().type())
        && (draft.creating()
            || provider.attributionAlways()
            || entries(draft.old(around + "effective_labels")).containsKey(ATTRIBUTION));
  }

  private static void annotations(Draft draft, String around) {
    Value annotations = draft.now(around + "annotations");
    if (!annotations.whollyKnown()) {
      draft.unknown(around + "effective_annotations");
      return;
    }
    merge(draft, around + "annotations", around + "effective_annotations", entries(annotations));
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
      if (draft.type().block().attribute(attribute).filter(Attribute::forceNew).isPresent()) {
        draft.forceNew(attribute);
      }
    }
  }

  private static Map<String, Value> entries(Value map) {
    return map instanceof Value.Fields fields ? fields.values() : Map.of();
  }
}
