package tollgate.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stacks.StackInfo;
import tollgate.plan.Address;
import tollgate.report.Sources;
import tollgate.workflow.Synthesized;

/** Finds resources in the Java code of the stacks, or else in the synthesized files. */
final class StackSources implements Sources {
  private final Path root;
  private final List<StackInfo> stacks;
  private final Map<String, Map<String, Integer>> lines = new HashMap<>();

  /**
   * @param root what paths are shown from
   */
  StackSources(Path root, List<StackInfo> stacks) {
    this.root = root;
    this.stacks = List.copyOf(stacks);
  }

  @Override
  public Optional<Place> of(String stack, Optional<Address> address) {
    return stacks.stream()
        .filter(each -> each.name().equals(stack))
        .findFirst()
        .map(
            each -> {
              Optional<Place> written = address.flatMap(at -> written(each, at));
              if (written.isPresent()) {
                return written.get();
              }
              Path file = Synthesized.file(each);
              int line =
                  address
                      .map(
                          at ->
                              lines
                                  .computeIfAbsent(stack, unused -> lines(file))
                                  .getOrDefault(at.configured(), 0))
                      .orElse(0);
              return new Place(shown(file.toAbsolutePath()), line);
            });
  }

  /** In Java, where the project holds the sources of its stacks. */
  private Optional<Place> written(StackInfo stack, Address address) {
    return Optional.ofNullable(stack.sources().get(address.configured()))
        .filter(written -> Files.isRegularFile(root.resolve(written.file())))
        .map(written -> new Place(written.file(), written.line()));
  }

  private String shown(Path file) {
    Path relative = file.startsWith(root) ? root.relativize(file) : file.getFileName();
    return String.valueOf(relative).replace('\\', '/');
  }

  /** The line of each resource's name, by address. A file that cannot be read has none. */
  static Map<String, Integer> lines(Path file) {
    Map<String, Integer> found = new HashMap<>();
    Deque<String> names = new ArrayDeque<>();
    try (JsonParser parser = new ObjectMapper().createParser(file.toFile())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          if (names.size() == 2 && "resource".equals(names.peekLast())) {
            found.put(names.peekFirst() + "." + name, parser.currentTokenLocation().getLineNr());
          }
          names.push(name);
          if (!parser.nextToken().isStructStart()) {
            names.pop();
          } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            parser.skipChildren();
            names.pop();
          }
        } else if (token == JsonToken.END_OBJECT && !names.isEmpty()) {
          names.pop();
        }
      }
    } catch (IOException unreadable) {
      return Map.of();
    }
    return found;
  }
}
