package tollgate.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tollgate.config.read.Meaning;
import tollgate.config.read.Overlay;
import tollgate.config.read.Place;
import tollgate.config.read.Problems;
import tollgate.config.read.Shown;
import tollgate.config.read.Tree;
import tollgate.config.read.TreeParser;
import tollgate.text.Nearest;

/** Reads tollgate.yaml. Every problem of a file is found in one go; nothing is ever written. */
public final class SettingsLoader {
  /** A settings file has some kilobytes; more is a mistake or an attack. */
  private static final int MOST_BYTES = 1 << 20;

  private static final Place FILE = new Place(0, "");

  private final Problems problems;
  private final Function<Settings, List<Objection>> objections;

  /**
   * What somebody who uses the settings has against one of them.
   *
   * @param path keys from the top, as in {@code waivers[0].rule}
   * @param message what is wrong and what to do, one line, fit for a terminal
   */
  public record Objection(String path, String message) {}

  private SettingsLoader(String file, Function<Settings, List<Objection>> objections) {
    this.problems = new Problems(file);
    this.objections = objections;
  }

  /**
   * The settings in a file.
   *
   * @param environment whose values lie over the common ones; empty for the common ones alone
   * @throws SettingsException with all that is wrong; also when the file cannot be read
   */
  public static Settings load(Path file, Optional<String> environment) throws SettingsException {
    return load(file, environment, settings -> List.of());
  }

  /**
   * The same, when somebody else has a say in what is possible.
   *
   * @param objections asked about each environment whose settings are fine by themselves
   * @throws SettingsException with all that is wrong; also when the file cannot be read
   */
  public static Settings load(
      Path file, Optional<String> environment, Function<Settings, List<Objection>> objections)
      throws SettingsException {
    SettingsLoader loader = new SettingsLoader(file.toString(), objections);
    Optional<String> text = loader.read(file);
    return loader.settings(text, environment);
  }

  /**
   * The settings in a text.
   *
   * @param name what problems call the text
   * @throws SettingsException with all that is wrong
   */
  public static Settings parse(String text, String name, Optional<String> environment)
      throws SettingsException {
    return new SettingsLoader(name, settings -> List.of()).settings(Optional.of(text), environment);
  }

  /**
   * What the settings in a file say, in one spelling for all files that say the same; empty when it
   * holds no settings. Comments, blanks and the order of keys say nothing.
   */
  public static Optional<String> meaning(Path file) {
    SettingsLoader loader = new SettingsLoader(file.toString(), settings -> List.of());
    return loader
        .read(file)
        .map(SettingsLoader::withoutByteOrderMark)
        .flatMap(text -> TreeParser.parse(text, loader.problems))
        .map(Meaning::of);
  }

  /**
   * Why no environment can be called so, as a sentence with what to do; empty when one can. Only
   * then may a path be made of the name.
   */
  public static Optional<String> faultOfName(String environment) {
    return Environments.isName(environment)
        ? Optional.empty()
        : Optional.of(Shown.quoted(environment) + Environments.RULE);
  }

  /** Somebody who stands below their project is told where the file is. */
  private static String absent(Path file) {
    Path directory = file.toAbsolutePath().normalize().getParent();
    String above = "../";
    while (directory != null && directory.getParent() != null && file.getFileName() != null) {
      directory = directory.getParent();
      if (Files.isRegularFile(directory.resolve(file.getFileName()))) {
        return "there is no such file here, but there is %s%s. Run the command there, or name that file with --config."
            .formatted(above, file.getFileName());
      }
      above += "../";
    }
    return "there is no such file. Let tollgate init write a first one, or name another with --config.";
  }

  private Optional<String> read(Path file) {
    if (!Files.exists(file)) {
      return refuse(absent(file));
    }
    if (Files.isDirectory(file)) {
      return refuse("this is a directory. Name the file in it with --config.");
    }
    if (!Files.isRegularFile(file)) {
      return refuse("this is no regular file. Name one with --config.");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        return refuse("the file is larger than 1 MB. Settings are some kilobytes; check the name.");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // Every other byte, as editors on Windows may save it.
      if (3 * text.chars().filter(each -> each == 0).count() > text.length()) {
        return refuse("the file is UTF-16 text. Save it as UTF-8.");
      }
      return Optional.of(text);
    } catch (CharacterCodingException notUtf8) {
      return refuse("the file is not UTF-8 text. Save it as UTF-8.");
    } catch (IOException unreadable) {
      return refuse("the file cannot be read. Check that you may read it.");
    }
  }

  private Optional<String> refuse(String message) {
    problems.add(FILE, message);
    return Optional.empty();
  }

  private Settings settings(Optional<String> text, Optional<String> environment)
      throws SettingsException {
    Optional<Settings> settings =
        text.map(SettingsLoader::withoutByteOrderMark)
            .flatMap(good -> TreeParser.parse(good, problems))
            .flatMap(tree -> settings(tree, environment));
    if (settings.isEmpty() || !problems.isEmpty()) {
      throw new SettingsException(problems.sorted());
    }
    return settings.get();
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** All environments are checked at each reading, so that none of them rots unseen. */
  private Optional<Settings> settings(Tree tree, Optional<String> environment) {
    if (!(tree instanceof Tree.Mapping file)) {
      return read(Environments.DEFAULT, tree);
    }
    Map<String, Tree> entries = new LinkedHashMap<>(file.entries());
    Tree written = entries.remove(Settings.ENVIRONMENTS.name());
    Map<String, Tree.Mapping> environments =
        Optional.ofNullable(written)
            .flatMap(each -> Settings.ENVIRONMENTS.kind().read(each, problems))
            .orElse(Map.of());
    Tree.Mapping base = new Tree.Mapping(file.place(), entries, file.keyPlaces());
    Map<String, Optional<Settings>> read = new LinkedHashMap<>();
    environments.forEach((name, overlay) -> read.put(name, overlaid(base, name, overlay)));
    if (environment.isEmpty()) {
      return read(Environments.DEFAULT, base);
    }
    Optional<Settings> chosen = read.getOrDefault(environment.get(), Optional.empty());
    if (!environments.containsKey(environment.get())) {
      problems.add(FILE, unknown(environment.get(), environments));
    }
    return chosen;
  }

  private Optional<Settings> overlaid(Tree.Mapping base, String name, Tree.Mapping overlay) {
    if (overlay.entries().containsKey(Settings.ENVIRONMENTS.name())) {
      problems.add(
          overlay.place(), "an environment cannot hold environments. List them side by side.");
      return Optional.empty();
    }
    return read(name, Overlay.merge(base, overlay));
  }

  private Optional<Settings> read(String environment, Tree tree) {
    Optional<Settings> settings = Settings.shape(environment).read(tree, problems);
    settings.ifPresent(
        good ->
            objections
                .apply(good)
                .forEach(
                    each -> problems.add(problems.placeOf(tree, each.path()), each.message())));
    return settings;
  }

  private static String unknown(String name, Map<String, ?> environments) {
    String quoted = Shown.quoted(name);
    return environments.isEmpty()
        ? "there is no environment "
            + quoted
            + ": the file has none. Leave --env out, or add environments."
        : "there is no environment " + quoted + ". " + Nearest.hint(name, environments.keySet());
  }
}
