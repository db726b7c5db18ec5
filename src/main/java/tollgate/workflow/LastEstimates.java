package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.cost.CostChange;
import tollgate.cost.Totals;
import tollgate.report.Printable;
import tollgate.text.Sha256;
import tollgate.text.WholeFile;

/**
 * What each stack was last estimated at, for programs that run terraform stack by stack: a file for
 * each state. Until a plan is known to be applied the dearer of what stands and what was planned
 * counts.
 */
public final class LastEstimates {
  private static final int SCHEMA_VERSION = 1;
  private static final String ENDING = ".json";

  private final Path directory;

  /**
   * An estimate of an earlier run.
   *
   * @param stack as its directory is called
   * @param when it was made
   * @param applied whether that plan is known to be applied
   * @param totals US dollars a month
   * @param file that holds it; deleted, it counts no more
   */
  public record Remembered(String stack, Instant when, boolean applied, Totals totals, Path file) {}

  /**
   * @param workplace of the sandbox or the cloud, in one environment
   */
  public LastEstimates(Path workplace) {
    this.directory = workplace.resolve("estimates");
  }

  /**
   * Notes what a plan comes to.
   *
   * @param state what tells the stack's state from every other
   * @param passed whether the gate let it through; what it stopped will not stand
   * @param whole false where the plan is of a part of the stack, whose rest still stands
   */
  public void planned(
      String state, String stack, CostChange cost, boolean passed, boolean whole, Instant when) {
    Totals standing = Totals.of(cost.before());
    Totals counts = passed ? dearer(standing, Totals.of(cost.after())) : standing;
    Optional<Remembered> earlier = whole ? Optional.empty() : read(file(state));
    write(state, stack, earlier.map(e -> dearer(e.totals(), counts)).orElse(counts), false, when);
  }

  /** Notes that a plan of the whole stack was applied. */
  public void applied(String state, String stack, CostChange cost, Instant when) {
    if (cost.after().resources().isEmpty()) {
      try {
        Files.deleteIfExists(file(state));
      } catch (IOException e) {
        throw unwritable(file(state), e);
      }
    } else {
      write(state, stack, Totals.of(cost.after()), true, when);
    }
  }

  /** Whether anything is known of a state. */
  public boolean knows(String state) {
    return Files.exists(file(state));
  }

  /**
   * What is known of every other state, by stack.
   *
   * @throws StopException when a file cannot be read, for its amount would be missing
   */
  public List<Remembered> others(String state) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Remembered> others = new ArrayList<>();
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
        if (!file.equals(file(state))) {
          others.add(
              read(file)
                  .orElseThrow(
                      () ->
                          new StopException(
                              StopException.Reason.USAGE,
                              "The estimate %s of an earlier run cannot be read, so the budget cannot be held. Delete it, and plan that stack again."
                                  .formatted(Printable.text(file.toString())))));
        }
      }
      others.sort(Comparator.comparing(Remembered::stack).thenComparing(Remembered::file));
      return List.copyOf(others);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Totals dearer(Totals one, Totals other) {
    return new Totals(
        one.floor().max(other.floor()),
        one.usage().max(other.usage()),
        one.ceiling().max(other.ceiling()));
  }

  /** Whole or not at all: cdktf runs several stacks at once. */
  private void write(String state, String stack, Totals totals, boolean applied, Instant when) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode document = json.createObjectNode();
    document.put("schemaVersion", SCHEMA_VERSION);
    document.put("stack", stack);
    document.put("when", when.toString());
    document.put("applied", applied);
    document.put("floor", totals.floor().toPlainString());
    document.put("usage", totals.usage().toPlainString());
    document.put("ceiling", totals.ceiling().toPlainString());
    Path file = file(state);
    try {
      Files.createDirectories(directory);
      WholeFile.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static UncheckedIOException unwritable(Path file, IOException e) {
    return new UncheckedIOException(
        "the estimate %s cannot be written: %s".formatted(file, e.getMessage()), e);
  }

  private static Optional<Remembered> read(Path file) {
    try {
      JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (document.path("schemaVersion").asInt() != SCHEMA_VERSION) {
        return Optional.empty();
      }
      return Optional.of(
          new Remembered(
              document.path("stack").asText(),
              Instant.parse(document.path("when").asText()),
              document.path("applied").asBoolean(),
              new Totals(
                  amount(document.path("floor")),
                  amount(document.path("usage")),
                  amount(document.path("ceiling"))),
              file));
    } catch (IOException | DateTimeException | NumberFormatException unusable) {
      return Optional.empty();
    }
  }

  private static BigDecimal amount(JsonNode node) {
    BigDecimal amount = new BigDecimal(node.asText());
    if (amount.signum() < 0) {
      throw new NumberFormatException("an amount below nothing");
    }
    return amount;
  }

  private Path file(String state) {
    return directory.resolve(Sha256.hex(state).substring(0, 16) + ENDING);
  }
}
