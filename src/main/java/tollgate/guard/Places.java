package tollgate.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tollgate.plan.Attr;
import tollgate.plan.Values;
import tollgate.plan.Zones;
import tollgate.schema.Block;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/**
 * Where an object is, as far as it has a place of its own.
 *
 * @param known regions, multi-regions, or {@code global} for what Google keeps wherever it likes
 * @param partlyUnknown whether some place is told only after apply
 */
record Places(List<String> known, boolean partlyUnknown) {
  private static final List<String> ATTRIBUTES = List.of("location", "region", "zone");

  /** Multi-regions that some products spell in another way than Cloud Storage does. */
  private static final Map<String, String> SPELLINGS = Map.of("europe", "EU");

  private static final String GLOBAL = "global";

  Places {
    known = List.copyOf(known);
  }

  private static final Places NONE = new Places(List.of(), false);

  static Places of(Subject s) {
    // A grant on something is where that is, which is judged by itself.
    if (s.type().contains("_iam_")) {
      return NONE;
    }
    return switch (s.type()) {
      case "google_secret_manager_secret" -> secret(s);
      case "google_storage_bucket" ->
          s.now().has("custom_placement_config")
              ? list(s.get("custom_placement_config.data_locations"))
              : attributes(s);
      default -> attributes(s);
    };
  }

  private static Places attributes(Subject s) {
    Optional<Block> block = Schema.google().resource(s.type()).map(ResourceSchema::block);
    List<String> has =
        ATTRIBUTES.stream()
            .filter(name -> block.flatMap(each -> each.attribute(name)).isPresent())
            .toList();
    List<String> known = new ArrayList<>();
    for (String name : has) {
      Attr attr = s.written(name);
      if (attr.isUnknown()) {
        return new Places(known, true);
      }
      attr.text().filter(text -> !text.isEmpty()).map(Places::place).ifPresent(known::add);
    }
    if (!known.isEmpty() || has.isEmpty()) {
      return new Places(known, false);
    }
    Optional<String> provider =
        s.stack()
            .plan()
            .providerSetting(s.change(), "region")
            .or(() -> s.stack().plan().providerSetting(s.change(), "zone"));
    return provider
        .map(setting -> new Places(List.of(place(setting)), false))
        .orElseGet(() -> new Places(List.of(), true));
  }

  /** Secrets are the one thing that holds data in no place that anybody chose. */
  private static Places secret(Subject s) {
    if (s.get("replication").isUnknown()) {
      return new Places(List.of(), true);
    }
    if (s.now().has("replication.auto")) {
      return new Places(List.of(GLOBAL), false);
    }
    List<String> known = new ArrayList<>();
    boolean unknown = false;
    for (Values replica : s.blocks("replication.user_managed.replicas")) {
      Optional<String> location = replica.get("location").text();
      unknown |= location.isEmpty();
      location.map(Places::place).ifPresent(known::add);
    }
    return new Places(known, unknown);
  }

  private static Places list(Attr places) {
    return new Places(
        Subject.texts(places).stream().map(Places::place).toList(), places.isUnknown());
  }

  /** The region of a region's or zone's name or URL; a multi-region as Cloud Storage spells it. */
  private static String place(String written) {
    String region = Zones.region(written);
    return SPELLINGS.getOrDefault(region.toLowerCase(Locale.ROOT), region);
  }
}
