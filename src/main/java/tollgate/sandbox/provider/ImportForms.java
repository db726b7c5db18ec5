package tollgate.sandbox.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.sandbox.store.StoredObject;
import tollgate.schema.ResourceSchema;

/** Whether the text given to {@code terraform import} names an object. */
final class ImportForms {
  private static final Pattern PLACE = Pattern.compile("\\{\\{%?([a-z0-9_]+)}}");

  /** Forms that the provider's code takes and its schema file does not tell. */
  private static final Map<String, List<String>> BY_HAND =
      Map.of("google_storage_bucket", List.of("{{project}}/{{name}}"));

  private ImportForms() {}

  /** Every form but the id itself. */
  static List<String> of(ResourceSchema type) {
    return type.importFormats().isEmpty()
        ? BY_HAND.getOrDefault(type.type(), List.of())
        : type.importFormats();
  }

  static boolean names(ResourceSchema type, StoredObject object, String given) {
    String wanted = given.replace(' ', '/');
    if (wanted.equals(object.id()) || given.equals(object.id())) {
      return true;
    }
    return of(type).stream().anyMatch(form -> filled(form, object.state()).equals(wanted));
  }

  private static String filled(String form, JsonNode state) {
    Matcher places = PLACE.matcher(form);
    StringBuilder text = new StringBuilder();
    while (places.find()) {
      String value = state.path(places.group(1)).asText();
      // An argument may hold a whole path; import takes its last part.
      places.appendReplacement(
          text, Matcher.quoteReplacement(value.substring(value.lastIndexOf('/') + 1)));
    }
    return places.appendTail(text).toString();
  }
}
