package tollgate.config.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tollgate.text.Nearest;

/**
 * A section of the file: its fields and how they become a record.
 *
 * @param <T> the record
 * @param name what a page calls the section
 * @param meaning one sentence for the page
 * @param fields the keys in the order of the page
 * @param make puts the record together; what its constructor refuses becomes a problem at the field
 */
public record Shape<T>(String name, String meaning, List<Field<?>> fields, Function<Values, T> make)
    implements Kind<T> {
  public Shape {
    fields = List.copyOf(fields);
  }

  /** What the fields of one section were read as. */
  public static final class Values {
    private final Map<String, Object> values = new HashMap<>();

    /** The value of a field of this shape. */
    @SuppressWarnings("unchecked") // put() stores under each name only what its own kind made
    public <V> V get(Field<V> field) {
      Object value = values.get(field.name());
      if (value == null) {
        throw new IllegalStateException(field.name() + " is no field of this section");
      }
      return (V) value;
    }

    private <V> void put(Field<V> field, V value) {
      values.put(field.name(), value);
    }
  }

  /**
   * The record of a section in which nothing is written.
   *
   * @throws IllegalStateException when a field is required
   */
  public T ofDefaults() {
    Values values = new Values();
    fields.forEach(field -> putDefault(field, values));
    return make.apply(values);
  }

  private static <V> void putDefault(Field<V> field, Values values) {
    values.put(
        field,
        field
            .fallback()
            .orElseThrow(() -> new IllegalStateException(field.name() + " has no default")));
  }

  @Override
  public Optional<Shape<?>> shape() {
    return Optional.of(this);
  }

  @Override
  public Optional<T> read(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      problems.add(
          tree.place(),
          "expected a mapping of keys to values, found %s. Keys are: %s."
              .formatted(tree.noun(), String.join(", ", names())));
      return Optional.empty();
    }
    noteUnknownKeys(mapping, problems);
    Values values = new Values();
    Set<String> broken = new HashSet<>();
    boolean complete = true;
    for (Field<?> field : fields) {
      complete &= readField(field, mapping, values, broken, problems);
    }
    return complete ? build(mapping, values, broken, problems) : Optional.empty();
  }

  private void noteUnknownKeys(Tree.Mapping mapping, Problems problems) {
    List<String> known = names();
    for (String key : mapping.entries().keySet()) {
      if (!known.contains(key) && !problems.isFull()) {
        problems.add(
            mapping.placeOf(key),
            "unknown key " + Shown.quoted(key) + ". " + Nearest.hint(key, known));
      }
    }
  }

  /** False when the field has neither a readable value nor a default to go on with. */
  private static <V> boolean readField(
      Field<V> field, Tree.Mapping mapping, Values values, Set<String> broken, Problems problems) {
    Tree written = mapping.entries().get(field.name());
    Optional<V> value;
    if (written == null || (isNull(written) && !field.isRequired())) {
      value = field.fallback();
      if (value.isEmpty()) {
        problems.add(
            mapping.place(),
            "%s is missing. Add it, for example %s: %s"
                .formatted(field.name(), field.name(), field.example()));
      }
    } else {
      Optional<V> read = field.kind().read(written, problems);
      if (read.isEmpty()) {
        broken.add(field.name());
      }
      value = read.or(field::fallback);
    }
    value.ifPresent(good -> values.put(field, good));
    return value.isPresent();
  }

  private static boolean isNull(Tree tree) {
    return tree instanceof Tree.Scalar scalar && scalar.isWrittenNull();
  }

  private Optional<T> build(
      Tree.Mapping mapping, Values values, Set<String> broken, Problems problems) {
    try {
      return Optional.of(make.apply(values));
    } catch (Faults.Invalid invalid) {
      // A field that could not be read stands in with its default: what is wrong with that is no
      // news to the user.
      invalid.faults().stream()
          .filter(fault -> Collections.disjoint(fault.fields(), broken))
          .forEach(
              fault ->
                  problems.add(problems.placeOf(mapping, fault.fields().get(0)), fault.message()));
      return Optional.empty();
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (Field<?> field : fields) {
      names.add(field.name());
    }
    return names;
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field<?> field : fields) {
      properties.put(field.name(), schemaOf(field, overlay));
      if (field.isRequired() && !overlay) {
        required.add(field.name());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("description", meaning);
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private static Map<String, Object> schemaOf(Field<?> field, boolean overlay) {
    Map<String, Object> schema = new LinkedHashMap<>(field.kind().schema(overlay));
    schema.put(
        "description",
        field.isRequired()
            ? field.meaning()
            : field.meaning() + " Default: " + field.shownDefault() + ".");
    return overlay && !field.isRequired() ? orNull(schema) : schema;
  }

  /** An environment takes a value away by saying null. */
  private static Map<String, Object> orNull(Map<String, Object> schema) {
    if (schema.get("type") instanceof String type) {
      schema.put("type", List.of(type, "null"));
    }
    if (schema.get("enum") instanceof List<?> words) {
      List<@Nullable Object> withNull = new ArrayList<>(words);
      withNull.add(null);
      schema.put("enum", withNull);
    }
    return schema;
  }
}
