package stacks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * One value of a file of settings set to another.
 *
 * @param path {@code lake.buckets[0].purpose}, {@code labels[team]}; what is between brackets is a
 *     place in a list or a name that the file chose
 * @param value what to write, as YAML; {@code ~} takes the key away
 */
record SettingsEdit(String path, String value) {
  private static final Pattern PART = Pattern.compile("([a-z_]+)|\\[([^]]+)]");

  /** Edits as {@code path = value; path = value}. */
  static List<SettingsEdit> parse(String edits) {
    List<SettingsEdit> parsed = new ArrayList<>();
    for (String edit : edits.split("; ", -1)) {
      String[] sides = edit.split("=", 2);
      parsed.add(new SettingsEdit(sides[0].strip(), sides[1].strip()));
    }
    return parsed;
  }

  /** The path without what is between brackets: the name of the field. */
  String field() {
    return path.replaceAll("\\[[^]]+]", "");
  }

  /** The file with all edits made. */
  static String apply(String yaml, List<SettingsEdit> edits) {
    Object file = load(yaml);
    edits.forEach(edit -> edit.apply(file));
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.FLOW).build())
        .dumpToString(file);
  }

  private void apply(Object file) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(path);
    while (matcher.find()) {
      parts.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    Object inside = file;
    for (String part : parts.subList(0, parts.size() - 1)) {
      inside = step(inside, part);
    }
    String last = parts.get(parts.size() - 1);
    Map<String, Object> mapping = mapping(inside);
    if (value.equals("~")) {
      if (mapping.remove(last) == null) {
        throw new AssertionError(path + " is not there to be taken away");
      }
    } else {
      mapping.put(last, load(value));
    }
  }

  private static Object step(Object inside, String part) {
    if (inside instanceof List<?> list) {
      return list.get(Integer.parseInt(part));
    }
    return mapping(inside).computeIfAbsent(part, missing -> new LinkedHashMap<String, Object>());
  }

  @SuppressWarnings("unchecked") // A mapping of YAML; settings have no other keys than texts.
  private static Map<String, Object> mapping(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new AssertionError("no mapping: " + value);
  }

  private static Object load(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }
}
