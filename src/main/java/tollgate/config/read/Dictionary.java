package tollgate.config.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Free keys of one pattern, each with a value of one kind.
 *
 * @param entries what an entry is called, as in "labels"
 * @param key what every key must look like
 * @param keyRule the same in words
 */
public record Dictionary<T>(String entries, Pattern key, String keyRule, Kind<T> value, int most)
    implements Kind<Map<String, T>> {

  @Override
  public String name() {
    return "mapping of " + entries;
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("propertyNames", Map.of("pattern", "^(?:" + key.pattern() + ")$"));
    schema.put("additionalProperties", value.schema(false));
    schema.put("maxProperties", most);
    return schema;
  }

  @Override
  public Optional<Shape<?>> shape() {
    return value.shape();
  }

  @Override
  public Optional<Map<String, T>> read(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      problems.add(
          tree.place(),
          "expected a mapping of %s, found %s. Write {key: value}."
              .formatted(entries, tree.noun()));
      return Optional.empty();
    }
    Map<String, T> read = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, each) -> {
              Optional<T> good = value.read(each, problems);
              Optional<String> fault = keyFault(name);
              if (fault.isPresent()) {
                problems.add(mapping.placeOf(name), fault.get());
              } else {
                good.ifPresent(one -> read.put(name, one));
              }
            });
    sizeFault(mapping.entries().size()).ifPresent(message -> problems.add(tree.place(), message));
    return Optional.of(read);
  }

  private Optional<String> keyFault(String name) {
    return key.matcher(name).matches()
        ? Optional.empty()
        : Optional.of("the key " + Shown.quoted(name) + " is not possible. " + keyRule);
  }

  private Optional<String> sizeFault(int size) {
    return size > most
        ? Optional.of("%d %s are too many. Use at most %d.".formatted(size, entries, most))
        : Optional.empty();
  }

  @Override
  public Optional<String> fault(Map<String, T> map) {
    return sizeFault(map.size())
        .or(() -> map.keySet().stream().flatMap(name -> keyFault(name).stream()).findFirst())
        .or(() -> map.values().stream().flatMap(each -> value.fault(each).stream()).findFirst());
  }

  @Override
  public String spell(Map<String, T> map) {
    StringBuilder spelled = new StringBuilder("{");
    map.forEach(
        (name, each) ->
            spelled
                .append(spelled.length() > 1 ? ", " : "")
                .append(name)
                .append(": ")
                .append(value.spell(each)));
    return spelled.append('}').toString();
  }
}
