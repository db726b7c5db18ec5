package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.JsonTree;
import tollgate.schema.NestedBlock;
import tollgate.schema.check.ArgumentRules;
import tollgate.schema.check.NetworkText;
import tollgate.schema.value.Value;
import tollgate.text.ShippedTable;

/**
 * Spellings that are one by the two values alone, for the arguments that {@code spellings.tsv}
 * lists by kind.
 */
final class SameByTable {
  private static final String FILE = "/tollgate/sandbox/spellings.tsv";
  private static final Pattern PROJECT = Pattern.compile("projects/[^/]+");
  private static final Pattern NUMBER = Pattern.compile("projects/\\d+");
  private static final Pattern HOST = Pattern.compile("(?i)^https?://[^/]*/compute/(v1|beta)/");
  private static final Pattern TERM = Pattern.compile("([0-9]*\\.?[0-9]+)(ns|us|µs|ms|s|m|h)");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns", new BigDecimal("0.000000001"),
          "us", new BigDecimal("0.000001"),
          "µs", new BigDecimal("0.000001"),
          "ms", new BigDecimal("0.001"),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3_600));

  private SameByTable() {}

  /** The rule of each argument; the key is {@code type argument}. */
  static Map<String, Spelling.Same> rules() {
    Map<String, Spelling.Same> rules = new HashMap<>();
    ShippedTable.lines(FILE).stream()
        .map(line -> List.of(line.split("\t", -1)))
        .forEach(row -> rules.put(row.get(2), kind(row.get(0), row.get(1))));
    return rules;
  }

  private static Spelling.Same kind(String kind, String by) {
    return switch (kind) {
      case "address-or-link" -> texts(SameByTable::address);
      case "always" -> texts((old, fresh) -> true);
      case "autopilot" -> (draft, path, old, fresh) -> draft.written("enable_autopilot").isTrue();
      case "base64" -> texts((old, fresh) -> base64(old).equals(base64(fresh)));
      case "blanks-around" -> texts((old, fresh) -> old.strip().equals(fresh.strip()));
      case "case" -> texts(String::equalsIgnoreCase);
      case "caseless-path" -> texts((old, fresh) -> canonical(old).equals(canonical(fresh)));
      case "duration" ->
          texts((old, fresh) -> seconds(old).isPresent() && seconds(old).equals(seconds(fresh)));
      case "empty-block" ->
          (draft, path, old, fresh) ->
              old.items().size() + fresh.items().size() == 1
                  && empty(old)
                  && empty(fresh)
                  && !(draft.creating()
                      && (says(fresh) || chooses(draft.type().block(), path.names())));
      case "image" -> texts(Images::same);
      case "ipv6" -> texts((old, fresh) -> ip(old).equals(ip(fresh)));
      case "json" -> texts((old, fresh) -> json(old).isPresent() && json(old).equals(json(fresh)));
      case "key-version" ->
          texts((old, fresh) -> old.replaceFirst("/cryptoKeyVersions.*", "").equals(fresh));
      case "last-part" -> texts((old, fresh) -> SameText.last(old).equals(SameText.last(fresh)));
      case "link" -> (draft, path, old, fresh) -> fresh.isZero() || SameText.links(old, fresh);
      case "moment" ->
          texts((old, fresh) -> moment(old).isPresent() && moment(old).equals(moment(fresh)));
      case "never" -> (draft, path, old, fresh) -> false;
      case "one-port-range" -> texts((old, fresh) -> old.equals(fresh + "-" + fresh));
      case "path" -> (draft, path, old, fresh) -> SameText.samePath(old, fresh);
      case "project-number" ->
          texts(
              (old, fresh) ->
                  NUMBER
                      .matcher(old)
                      .replaceAll("projects/equal")
                      .equals(PROJECT.matcher(fresh).replaceAll("projects/equal")));
      case "range-length" -> texts((old, fresh) -> fresh.startsWith("/") && old.endsWith(fresh));
      case "nothing-stays" ->
          (draft, path, old, fresh) -> old.items().isEmpty() && fresh.items().isEmpty();
      case "source-disk" -> texts((old, fresh) -> afterHost(old).endsWith(afterHost(fresh)));
      case "policy" ->
          texts((old, fresh) -> policy(old).isPresent() && policy(old).equals(policy(fresh)));
      case "repository" ->
          texts((old, fresh) -> old.replaceFirst("^.*projects/[^/]+/repos/", "").equals(fresh));
      case "stays" -> texts((old, fresh) -> fresh.isEmpty());
      case "stays-true" -> texts((old, fresh) -> old.equals("true"));
      case "whichever" ->
          texts((old, fresh) -> List.of(by.split(" ", -1)).containsAll(List.of(old, fresh)));
      case "usual" -> texts((old, fresh) -> Spelling.either(old, fresh, by));
      case "usual-left-out" -> texts((old, fresh) -> old.isEmpty() && fresh.equals(by));
      case "with-or-without" ->
          texts((old, fresh) -> old.equals(by + fresh) || fresh.equals(by + old));
      default -> throw new IllegalStateException("no kind of spelling: " + kind);
    };
  }

  /** Numbers and switches are compared by their text; nothing is "". */
  /** Whether a block says 0 or false, which in a new one is more than nothing. */
  private static boolean says(Value blocks) {
    return blocks.items().stream()
        .filter(Value.Fields.class::isInstance)
        .flatMap(each -> ((Value.Fields) each).values().values().stream())
        .anyMatch(each -> each instanceof Value.Bool || each instanceof Value.Numeric);
  }

  /** Whether Google chooses something in that block, so that a new one is planned to be there. */
  private static boolean chooses(Block block, String names) {
    int dot = names.indexOf('.');
    Optional<Block> inner =
        block.block(dot < 0 ? names : names.substring(0, dot)).map(NestedBlock::block);
    return inner
        .filter(
            found ->
                dot < 0
                    ? found.attributes().values().stream().anyMatch(Attribute::computed)
                    : chooses(found, names.substring(dot + 1)))
        .isPresent();
  }

  private static Spelling.Same texts(BiPredicate<String, String> same) {
    return (draft, path, old, fresh) -> alike(same, old, fresh);
  }

  /** Lists are one element by element; of blocks the SDK asks for each argument by itself. */
  private static boolean alike(BiPredicate<String, String> same, Value old, Value fresh) {
    if (old instanceof Value.Fields || fresh instanceof Value.Fields) {
      return false;
    }
    if (isScalar(old) && isScalar(fresh)) {
      return same.test(old.written(), fresh.written());
    }
    List<Value> was = old.items();
    List<Value> now = fresh.items();
    return was.size() == now.size()
        && IntStream.range(0, was.size()).allMatch(i -> alike(same, was.get(i), now.get(i)));
  }

  private static boolean isScalar(Value value) {
    return !(value instanceof Value.Sequence) && !(value instanceof Value.Members);
  }

  /** What is in the block says nothing; a block in which nothing is written at all does count. */
  private static boolean empty(Value blocks) {
    return blocks.items().stream()
        .map(
            each -> each instanceof Value.Fields block ? block.values().values() : List.<Value>of())
        .allMatch(
            each ->
                each.stream().allMatch(Value::isZero)
                    && each.stream().anyMatch(value -> isScalar(value) && value.isPresent()));
  }

  private static String afterHost(String link) {
    return HOST.matcher(link).replaceFirst("/");
  }

  private static String canonical(String link) {
    String path = ("/" + HOST.matcher(link).replaceFirst("")).replaceAll("/+", "/");
    return path.replaceFirst("/$", "").toLowerCase(Locale.ROOT);
  }

  private static String base64(String text) {
    return text.replaceAll("[\r\n=]", "").replace('+', '-').replace('/', '_');
  }

  /** An address with or without its length; any link stands for the address that was given. */
  private static boolean address(String old, String fresh) {
    String[] was = old.split("/", 2);
    String[] now = fresh.split("/", 2);
    if (ip(was[0]).isEmpty()) {
      return false;
    }
    boolean lengths = was.length < 2 || now.length < 2 || was[1].equals(now[1]);
    return lengths && (ip(now[0]).isEmpty() || ip(was[0]).equals(ip(now[0])));
  }

  /** The address in its shortest spelling; "" when it is none, and any two of those are one. */
  private static String ip(String text) {
    return NetworkText.address(text).orElse("");
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> seconds(String text) {
    if (!ArgumentRules.GO_DURATION.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher terms = TERM.matcher(text);
    while (terms.find()) {
      BigDecimal unit = SECONDS.getOrDefault(terms.group(2), BigDecimal.ONE);
      sum = sum.add(new BigDecimal(terms.group(1)).multiply(unit));
    }
    return Optional.of((text.startsWith("-") ? sum.negate() : sum).stripTrailingZeros());
  }

  /** What counts of a policy: who has which role, and what is logged, in any order. */
  private static Optional<List<Set<JsonNode>>> policy(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : json(text).map(whole -> List.of(set(whole, "bindings"), set(whole, "auditConfigs")));
  }

  private static Set<JsonNode> set(JsonNode whole, String name) {
    Set<JsonNode> members = new HashSet<>();
    whole.path(name).forEach(members::add);
    return members;
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(
          JsonTree.read((text.isEmpty() ? "{}" : text).getBytes(StandardCharsets.UTF_8)));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
