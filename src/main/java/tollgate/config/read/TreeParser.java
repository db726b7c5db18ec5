package tollgate.config.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tollgate.text.Characters;

/**
 * Turns YAML text into a {@link Tree}, from the parser's events and without its object binding. Of
 * YAML only mappings, lists and plain values pass: anchors, aliases, tags, further documents and
 * repeated keys are refused, and so is nesting deeper than any settings need.
 */
public final class TreeParser {
  /** The settings nest five deep; a hostile file must not reach the end of the stack. */
  private static final int DEEPEST = 20;

  /** The fullest settings have some hundreds of values; parsing without end costs seconds. */
  private static final int MOST_VALUES = 10_000;

  private final Problems problems;
  private final Iterator<Event> events;
  private int values;

  private TreeParser(String text, Problems problems) {
    this.problems = problems;
    this.events =
        new Parse(LoadSettings.builder().setLabel("settings").setUseMarks(true).build())
            .parseString(text)
            .iterator();
  }

  /** Ends the reading of a document that has no tree; the problem is noted already. */
  private static final class Refused extends RuntimeException {
    Refused() {
      super(null, null, false, false);
    }
  }

  /** The one document in {@code text}; empty after problems that leave nothing to look at. */
  public static Optional<Tree> parse(String text, Problems problems) {
    if (!hasCleanLines(text, problems)) {
      return Optional.empty();
    }
    try {
      return new TreeParser(text, problems).document();
    } catch (Refused noted) {
      return Optional.empty();
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(new Place(line, ""), syntaxSentence(broken.getProblem()));
      return Optional.empty();
    } catch (YamlEngineException broken) {
      problems.add(new Place(0, ""), syntaxSentence(String.valueOf(broken.getMessage())));
      return Optional.empty();
    }
  }

  private static String syntaxSentence(String problem) {
    if (problem.contains("\\t") || problem.contains("'\t'")) {
      return "a tab stands where YAML wants spaces. Indent with spaces.";
    }
    return "this is not YAML: "
        + Shown.whole(problem.replaceAll("\\s+", " "))
        + ". Check indentation, quotes and colons near this line.";
  }

  /** Raw control and invisible characters are found here, where the line is known for sure. */
  private static boolean hasCleanLines(String text, Problems problems) {
    boolean clean = true;
    int line = 1;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point == '\n' || (point == '\r' && !text.startsWith("\n", i))) {
        line++;
      } else if (point != '\r' && point != '\t' && !Characters.readable(point)) {
        problems.add(
            new Place(line, ""),
            "the line holds " + HostileText.describe(point) + ". Use printable characters only.");
        clean = false;
      }
    }
    return clean;
  }

  private Optional<Tree> document() {
    Optional<Tree> tree = Optional.empty();
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        tree = Optional.of(tree(node, new Place(line(node), ""), 0));
      } else if (event instanceof DocumentStartEvent && tree.isPresent()) {
        problems.add(
            new Place(line(event), ""), "a second document starts here. Keep one in a file.");
        return Optional.empty();
      }
    }
    if (tree.isEmpty() || (tree.get() instanceof Tree.Scalar scalar && scalar.isNothing())) {
      problems.add(
          new Place(0, ""), "the file is empty. Write at least project, region and owner.");
      return Optional.empty();
    }
    return tree;
  }

  private Tree tree(NodeEvent event, Place place, int depth) {
    if (event instanceof AliasEvent || event.getAnchor().isPresent()) {
      throw refuse(place, "anchors and aliases are not read here. Write the value out.");
    }
    if (depth > DEEPEST) {
      throw refuse(place, "the nesting is deeper than " + DEEPEST + " levels. Write it flatter.");
    }
    if (++values > MOST_VALUES) {
      throw refuse(
          place, "the file holds more than " + MOST_VALUES + " values. Use several files.");
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(scalar.getTag(), place);
      return scalar(scalar, place);
    }
    if (event instanceof SequenceStartEvent start) {
      refuseTag(start.getTag(), place);
      return sequence(place, depth);
    }
    if (event instanceof MappingStartEvent start) {
      refuseTag(start.getTag(), place);
      return mapping(place, depth);
    }
    throw new IllegalStateException("YAML event " + event.getEventId());
  }

  private Tree scalar(ScalarEvent scalar, Place place) {
    Optional<String> fault = HostileText.fault(scalar.getValue());
    fault.ifPresent(message -> problems.addLast(place, message));
    return new Tree.Scalar(
        place,
        fault.isPresent() ? "" : scalar.getValue(),
        scalar.getScalarStyle() == ScalarStyle.PLAIN);
  }

  private Tree sequence(Place place, int depth) {
    List<Tree> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(tree((NodeEvent) event, place.item(line(event), items.size()), depth + 1));
      event = events.next();
    }
    return new Tree.Sequence(place, items);
  }

  private Tree mapping(Place place, int depth) {
    Map<String, Tree> entries = new LinkedHashMap<>();
    Map<String, Place> keyPlaces = new LinkedHashMap<>();
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      int keyLine = line(event);
      if (!(event instanceof ScalarEvent keyEvent)
          || keyEvent.getAnchor().isPresent()
          || keyEvent.getTag().isPresent()) {
        throw refuse(
            new Place(keyLine, place.path()),
            "a key is no plain word. Write a word before the colon.");
      }
      String key = keyEvent.getValue();
      Place keyPlace = place.key(keyLine, Shown.bare(key));
      NodeEvent valueEvent = (NodeEvent) events.next();
      // A mapping or list is found by its key, a single value by its own line.
      int valueLine = valueEvent instanceof ScalarEvent ? line(valueEvent) : keyLine;
      Tree value = tree(valueEvent, new Place(valueLine, keyPlace.path()), depth + 1);
      Optional<String> fault = HostileText.fault(key);
      if (fault.isPresent()) {
        problems.add(new Place(keyLine, place.path()), "the key " + fault.get());
      } else if (keyPlaces.containsKey(key)) {
        problems.add(
            keyPlace,
            "the key is there twice, first in line %d. Remove one."
                .formatted(keyPlaces.get(key).line()));
      } else {
        entries.put(key, value);
        keyPlaces.put(key, keyPlace);
      }
      event = events.next();
    }
    return new Tree.Mapping(place, entries, keyPlaces);
  }

  private <T> void refuseTag(Optional<T> tag, Place place) {
    if (tag.isPresent()) {
      throw refuse(place, "tags (!…) are not read here. Write the plain value.");
    }
  }

  private Refused refuse(Place place, String message) {
    problems.add(place, message);
    return new Refused();
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
