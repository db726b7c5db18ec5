package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.cost.CostChange;
import tollgate.cost.Totals;
import tollgate.guard.Agreed;
import tollgate.guard.Gate;
import tollgate.guard.GivenGrant;
import tollgate.plan.Address;
import tollgate.text.WholeFile;

/**
 * What was agreed to in deploys that began and have not ended: a file for each stack, gone when its
 * deploy ends well. Run again after a failure, the same deploy is not news; anything that is in no
 * such file is.
 */
public final class UnfinishedDeploys {
  private static final String ENDING = ".json";

  private final Path directory;

  /**
   * @param workplace of the sandbox or the cloud, in one environment
   */
  public UnfinishedDeploys(Path workplace) {
    this.directory = workplace.resolve("unfinished");
  }

  /**
   * Notes that these plans, which were approved, are about to be applied.
   *
   * @param cost before and after them, of these stacks at least
   */
  public void begin(PlanSet approved, CostChange cost) {
    ObjectMapper json = new ObjectMapper();
    Set<GivenGrant> given = Gate.grants(approved.plans());
    try {
      Files.createDirectories(directory);
      for (PlannedStack planned : approved.stacks()) {
        if (planned.changesSomething()) {
          ObjectNode document = json.createObjectNode();
          ArrayNode grants = document.putArray("grants");
          given.stream()
              .filter(grant -> grant.stack().equals(planned.stack().name()))
              .forEach(
                  grant ->
                      grants
                          .addObject()
                          .put("address", grant.address().text())
                          .put("role", grant.role())
                          .put("member", grant.member()));
          Optional.ofNullable(cost.stacks().get(planned.stack().name()))
              .ifPresent(change -> document.set("bill", written(change.after())));
          WholeFile.write(file(planned.stack().name()), json.writeValueAsBytes(document));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** Notes that nothing of these stacks is left half-way. */
  public void end(List<String> stacks) {
    try {
      for (String stack : stacks) {
        Files.deleteIfExists(file(stack));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be changed: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /** What was agreed to for these stacks. A file that cannot be read says nothing. */
  public Agreed agreed(List<String> stacks) {
    Set<GivenGrant> grants = new HashSet<>();
    Map<String, Totals> bills = new HashMap<>();
    for (String stack : stacks) {
      if (Files.isRegularFile(file(stack))) {
        JsonNode document = read(file(stack));
        for (JsonNode grant : document.path("grants")) {
          grants.add(
              new GivenGrant(
                  stack,
                  new Address(grant.path("address").asText()),
                  grant.path("role").asText(),
                  grant.path("member").asText()));
        }
        bill(document.path("bill")).ifPresent(bill -> bills.put(stack, bill));
      }
    }
    return new Agreed(grants, bills);
  }

  private static ObjectNode written(Totals bill) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("floor", bill.floor().toPlainString())
        .put("usage", bill.usage().toPlainString())
        .put("ceiling", bill.ceiling().toPlainString());
  }

  private static Optional<Totals> bill(JsonNode bill) {
    try {
      return Optional.of(
          new Totals(
              new BigDecimal(bill.path("floor").asText()),
              new BigDecimal(bill.path("usage").asText()),
              new BigDecimal(bill.path("ceiling").asText())));
    } catch (NumberFormatException unusable) {
      return Optional.empty();
    }
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (IOException unusable) {
      return new ObjectMapper().createObjectNode();
    }
  }

  private Path file(String stack) {
    return directory.resolve(stack + ENDING);
  }
}
