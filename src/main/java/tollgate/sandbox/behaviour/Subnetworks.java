package tollgate.sandbox.behaviour;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.schema.check.NetworkText;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Subnetworks: a list of secondary ranges that behaves like a set of names. */
final class Subnetworks {
  private static final String RANGES = "secondary_ip_range";

  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "no secondary range is asked for only with send_secondary_ip_range_if_empty",
              "google_compute_subnetwork",
              draft -> {
                boolean none = draft.written(RANGES).isZero() && !draft.old(RANGES).isZero();
                if (none && draft.now("send_secondary_ip_range_if_empty").isTrue()) {
                  draft.set(RANGES, Values.EMPTY_LIST);
                }
              }),
          Behaviour.of(
              "a secondary range keeps its place among the others",
              "google_compute_subnetwork",
              Subnetworks::settle));

  private Subnetworks() {}

  /** After resourceComputeSubnetworkSecondaryIpRangeSetStyleDiff of the provider. */
  private static void settle(Draft draft) {
    List<Value> olds = draft.old(RANGES).items();
    // The comparison by place lends a range what was stored for another; what is written counts.
    List<Value> news = draft.written(RANGES).items();
    if (draft.creating() || olds.isEmpty() || news.isEmpty() || !draft.changes(RANGES)) {
      return;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < olds.size(); i++) {
      places.put(name(olds.get(i)), i);
    }
    List<Value> settled = new ArrayList<>();
    List<Value> left = new ArrayList<>();
    news.forEach(each -> settled.add(Values.NULL));
    for (Value each : news) {
      Integer place = places.get(name(each));
      if (place == null) {
        left.add(each);
      } else if (place < settled.size()) {
        settled.set(place, kept(olds.get(place), each));
      } else {
        left.add(kept(olds.get(place), each));
      }
    }
    for (int i = 0; i < settled.size() && !left.isEmpty(); i++) {
      if (settled.get(i).isNull()) {
        settled.set(i, blanked(i < olds.size() ? olds.get(i) : Values.NULL, left.remove(0)));
      }
    }
    draft.set(RANGES, Value.list(settled));
  }

  private static String network(Value range) {
    return NetworkText.network(range.textOrEmpty()).orElse(range.textOrEmpty());
  }

  private static String name(Value range) {
    return range.at("range_name").textOrEmpty();
  }

  /** A range in another's place: what was said there and is not here is "". */
  private static Value blanked(Value old, Value written) {
    Map<String, Value> range = new LinkedHashMap<>();
    if (written instanceof Value.Fields asked) {
      asked
          .values()
          .forEach(
              (name, value) ->
                  range.put(
                      name, value.isNull() && !old.at(name).isNull() ? Value.text("") : value));
    }
    return new Value.Fields(range);
  }

  /** The stored range with what is written of it. */
  private static Value kept(Value old, Value written) {
    Map<String, Value> range = new LinkedHashMap<>();
    if (old instanceof Value.Fields before) {
      range.putAll(before.values());
    }
    if (written instanceof Value.Fields asked) {
      asked
          .values()
          .forEach(
              (name, value) -> {
                if (!name.equals("ip_cidr_range")) {
                  range.put(name, value.isNull() ? Value.text("") : value);
                } else if (!value.isZero() && !network(value).equals(network(old.at(name)))) {
                  range.put(name, value);
                }
              });
    }
    return new Value.Fields(range);
  }
}
