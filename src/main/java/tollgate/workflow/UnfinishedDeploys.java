package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tollgate.guard.Gate;
import tollgate.guard.GivenGrant;
import tollgate.plan.Address;

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

  /** Notes that these plans, which were approved, are about to be applied. */
  public void begin(PlanSet approved) {
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
          Files.write(file(planned.stack().name()), json.writeValueAsBytes(document));
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
  public Set<GivenGrant> given(List<String> stacks) {
    Set<GivenGrant> given = new HashSet<>();
    for (String stack : stacks) {
      if (Files.isRegularFile(file(stack))) {
        for (JsonNode grant : read(file(stack)).path("grants")) {
          given.add(
              new GivenGrant(
                  stack,
                  new Address(grant.path("address").asText()),
                  grant.path("role").asText(),
                  grant.path("member").asText()));
        }
      }
    }
    return given;
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
