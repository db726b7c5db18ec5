package tollgate.schema.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.schema.check.ArgumentRules.Rule;
import tollgate.schema.check.ArgumentRules.Size;
import tollgate.schema.value.Value;
import tollgate.text.ShippedTable;

/**
 * The rules of {@code arguments.tsv}: what the provider asks of single arguments in a way that
 * repeats, by kind and measure. Keys are {@code type argument}.
 */
final class ArgumentTable {
  private static final String FILE = "/tollgate/schema/arguments.tsv";
  private static final String ELEMENT = "element-";

  /** Six places, as Go prints a number that may be a fraction. */
  private static final int PLACES = 6;

  private final Map<String, List<Rule>> rules = new HashMap<>();
  private final Map<String, List<Rule>> elementRules = new HashMap<>();
  private final Map<String, List<String>> elements = new HashMap<>();
  private final Map<String, Size> sizes = new HashMap<>();
  private final Set<String> fractions = new HashSet<>();
  private final Set<String> json = new HashSet<>();
  private final Set<String> mustMatch = new HashSet<>();
  private final Set<String> orEmpty = new HashSet<>();

  private ArgumentTable() {}

  /** The table that comes with this program. */
  static ArgumentTable shipped() {
    ArgumentTable table = new ArgumentTable();
    ShippedTable.lines(FILE).forEach(line -> table.add(List.of(line.split("\t", -1))));
    return table;
  }

  private void add(List<String> row) {
    String kind = row.get(0);
    String by = row.get(1);
    String place = row.get(2);
    switch (kind) {
      case "fraction" -> fractions.add(place);
      case "says-must-match" -> mustMatch.add(place);
      case "or-empty" -> orEmpty.add(place);
      case "size" -> sizes.put(place, ends(by));
      case "element-one-of" -> elements.put(place, List.of(by.split("\\|", -1)));
      default -> {
        boolean ofElements = kind.startsWith(ELEMENT);
        String plain = ofElements ? kind.substring(ELEMENT.length()) : kind;
        Rule rule = plain.equals("must") ? must(Pattern.compile(by), row.get(3)) : rule(plain, by);
        (ofElements ? elementRules : rules)
            .computeIfAbsent(place, key -> new ArrayList<>())
            .add(rule);
        if (kind.equals("json")) {
          json.add(place);
        }
      }
    }
  }

  /** What is asked of the argument as a whole. */
  List<Rule> rules(String type, String names) {
    return of(rules, type, names);
  }

  /** What is asked of each element of a list argument. */
  List<Rule> elementRules(String type, String names) {
    return of(elementRules, type, names);
  }

  private static List<Rule> of(Map<String, List<Rule>> all, String type, String names) {
    List<Rule> own = all.get(type + " " + names);
    if (own == null && type.contains("_iam_")) {
      own = all.get("* " + names);
    }
    return own == null ? List.of() : own;
  }

  /** The texts that an element of a list argument may be; empty when they are not limited. */
  List<String> elements(String place) {
    return elements.getOrDefault(place, List.of());
  }

  @Nullable Size size(String place) {
    return sizes.get(place);
  }

  boolean isFraction(String place) {
    return fractions.contains(place);
  }

  boolean mayBeEmpty(String place) {
    return orEmpty.contains(place);
  }

  boolean saysMustMatch(String place) {
    return mustMatch.contains(place);
  }

  boolean isJson(String place) {
    return json.contains(place);
  }

  private static Size ends(String by) {
    String[] ends = by.split(" ", -1);
    return new Size(
        Integer.parseInt(ends[0]),
        ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]));
  }

  private static Rule rule(String kind, String by) {
    return switch (kind) {
      case "address" ->
          when(
              text -> !NetworkText.isAddress(text),
              (path, text) -> "could not parse \"%s\" to IP address".formatted(path));
      case "base64" -> ArgumentRules::body;
      case "cidr" -> ArgumentRules::range;
      case "characters" -> characters(ends(by));
      case "composer-range" ->
          when(
              text -> !NetworkText.isRange(text) || NetworkText.bits(text) != 20,
              (path, text) ->
                  NetworkText.isRange(text)
                      ? "Composer Internal IPv4 CIDR range must have size /20"
                      : "Invalid CIDR range: invalid CIDR address: " + text);
      case "duration" ->
          when(
              text -> GoTime.durationMistake(text) != null,
              (path, text) ->
                  "expected %s to be a duration, but parsing gave an error: %s"
                      .formatted(path, GoTime.durationMistake(text)));
      case "go-duration" ->
          when(
              text -> GoTime.durationMistake(text) != null,
              (path, text) ->
                  "\"%s\" is not a valid duration: %s"
                      .formatted(path, GoTime.durationMistake(text)));
      case "json", "json-as-written" -> ArgumentRules::json;
      case "length" -> length(ends(by));
      case "member" -> ArgumentRules::member;
      case "moment" ->
          when(text -> GoTime.momentMistake(text) != null, (path, text) -> moment(text));
      case "network" -> network(false, ends(by));
      case "network-or-empty" -> network(true, ends(by));
      case "not-empty" ->
          when(
              String::isEmpty,
              (path, text) -> "expected \"%s\" to not be an empty string, got ".formatted(path));
      case "pattern" -> pattern(Pattern.compile(by));
      case "policy" -> ArgumentRules::policy;
      case "project" ->
          when(
              text -> !PROJECT.matcher(text).matches(),
              (path, text) ->
                  ArgumentRules.quote(text)
                      + " project_id must be 6 to 30 with lowercase letters, digits, hyphens and start with a letter. Trailing hyphens are prohibited.");
      case "range" -> range(by);
      case "range-of-addresses" ->
          when(
              text -> !NetworkText.isRange(text),
              (path, text) ->
                  "expected \"%s\" to be a valid CIDR Value, got %s: invalid CIDR address: %s"
                      .formatted(path, text, text));
      case "rfc3339" ->
          when(
              text -> GoTime.momentMistake(text) != null,
              (path, text) ->
                  "expected \"%s\" to be a valid RFC3339 date, got %s: %s"
                      .formatted(path, ArgumentRules.quote(text), moment(text)));
      default -> throw new IllegalStateException("no kind of rule: " + kind);
    };
  }

  /** A domain before the id is from times long gone; a number is a project's other name. */
  private static final Pattern PROJECT =
      Pattern.compile(
          "(?:(?:[-a-z0-9]{1,63}\\.)*[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?:)?(?:[0-9]{1,19}|[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)");

  private interface Words {
    String of(String path, String text);
  }

  private static Rule when(Function<String, Boolean> wrong, Words words) {
    return (path, value) ->
        value instanceof Value.Text text && wrong.apply(text.value())
            ? Optional.of(words.of(path, text.value()))
            : Optional.empty();
  }

  private static String moment(String text) {
    return String.valueOf(GoTime.momentMistake(text));
  }

  private static Rule network(boolean orEmpty, Size bits) {
    return (path, value) -> {
      String text = value.textOrEmpty();
      if (orEmpty && text.isEmpty()) {
        return Optional.empty();
      }
      if (!NetworkText.isRange(text)) {
        return Optional.of(
            "expected %s to contain a valid Value, got: %s with err: invalid CIDR address: %s"
                .formatted(path, text, text));
      }
      int has = NetworkText.bits(text);
      return has >= bits.least() && has <= bits.most()
          ? Optional.empty()
          : Optional.of(
              "expected \"%s\" to contain a network Value with between %d and %d significant bits, got: %d"
                  .formatted(path, bits.least(), bits.most(), has));
    };
  }

  private static Rule length(Size size) {
    return when(
        text -> {
          int length = text.getBytes(StandardCharsets.UTF_8).length;
          return length < size.least() || length > size.most();
        },
        (path, text) ->
            "expected length of %s to be in the range (%d - %d), got %s"
                .formatted(path, size.least(), size.most(), text));
  }

  private static Rule characters(Size size) {
    return when(
        text -> bytes(text) < size.least() || bytes(text) > size.most(),
        (path, text) ->
            "\"%s\" (%s) must be between %d and %d characters long"
                .formatted(path, ArgumentRules.quote(text), size.least(), size.most()));
  }

  /** The provider's language counts bytes. */
  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Rule pattern(Pattern pattern) {
    return when(
        text -> !pattern.matcher(text).find(),
        (path, text) ->
            "\"%s\" (%s) doesn't match regexp %s"
                .formatted(
                    path, ArgumentRules.quote(text), ArgumentRules.quote(pattern.pattern())));
  }

  private static Rule range(String by) {
    String[] ends = by.split(" ", -1);
    BigDecimal low = new BigDecimal(ends[0]);
    @Nullable BigDecimal high = ends[1].isEmpty() ? null : new BigDecimal(ends[1]);
    return (path, value) -> {
      if (!(value instanceof Value.Numeric number)
          || (number.value().compareTo(low) >= 0
              && (high == null || number.value().compareTo(high) <= 0))) {
        return Optional.empty();
      }
      String wanted =
          high == null
              ? "at least (%s)".formatted(fixed(low))
              : "in the range (%s - %s)".formatted(fixed(low), fixed(high));
      return Optional.of(
          "expected %s to be %s, got %s".formatted(path, wanted, fixed(number.value())));
    };
  }

  private static String fixed(BigDecimal number) {
    return number.setScale(PLACES, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** The text of the value must match somewhere; the words name path, value and quoted value. */
  private static Rule must(Pattern pattern, String words) {
    return (path, value) -> {
      String text = value.written();
      if (pattern.matcher(text).find()) {
        return Optional.empty();
      }
      String fixed = value instanceof Value.Numeric number ? fixed(number.value()) : text;
      return Optional.of(
          words
              .replace("{path}", path)
              .replace("{quoted}", ArgumentRules.quote(text))
              .replace("{fixed}", fixed)
              .replace("{value}", text));
    };
  }
}
