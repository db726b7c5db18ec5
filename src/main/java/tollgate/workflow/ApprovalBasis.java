package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tollgate.cost.PriceBook;
import tollgate.text.Sha256;

/**
 * All that somebody approves with a plan. When any of it is another, what was approved is not what
 * would happen, or not for the reasons that were shown.
 *
 * @param ground {@code sandbox} or {@code cloud}
 * @param environment of the settings
 * @param plans by stack, the digest of the saved plan, its configuration and the provider lock
 * @param settings the digest of what tollgate.yaml says, which holds budget, waivers and severities
 * @param priceBook the digest of the prices
 * @param terraform the version that would apply
 * @param executable the digest of the executable that would
 */
public record ApprovalBasis(
    String ground,
    String environment,
    Map<String, String> plans,
    String settings,
    String priceBook,
    String terraform,
    String executable) {

  private static final String PRICES = "/tollgate/prices/";

  /** What prices depend on beside the list of each region. */
  private static final List<String> FILES =
      List.of(
          PRICES + "book.properties",
          PRICES + "catalog.csv",
          PRICES + "free-tier.csv",
          PRICES + "global.csv",
          PRICES + "regions.csv",
          "/tollgate/cost/types.csv");

  public ApprovalBasis {
    plans = Map.copyOf(plans);
  }

  /** What these plans would be approved with now. */
  public static ApprovalBasis of(PlanSet plans, Ground ground, Project project) {
    SortedMap<String, String> digests = new TreeMap<>();
    for (PlannedStack planned : plans.stacks()) {
      digests.put(planned.stack().name(), planned.digests().combined());
    }
    return new ApprovalBasis(
        ground.mode().word(),
        project.environmentName(),
        digests,
        Inputs.settings(project),
        priceBookDigest(),
        ground.binary().version().toString(),
        Digests.sha256(ground.binary().path()));
  }

  /** Every shipped file that a price depends on. */
  static SortedSet<String> priceFiles() {
    SortedSet<String> files = new TreeSet<>(FILES);
    PriceBook.shipped().regions().forEach(name -> files.add(PRICES + name + ".csv"));
    return files;
  }

  private static String priceBookDigest() {
    StringBuilder all = new StringBuilder();
    for (String file : priceFiles()) {
      try (InputStream in = ApprovalBasis.class.getResourceAsStream(file)) {
        byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
        all.append(file).append(' ').append(Sha256.hex(bytes)).append('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Sha256.hex(all.toString());
  }

  /** One digest for all of it, as SHA-256 in hex. */
  public String digest() {
    return Sha256.hex(json().toString());
  }

  /** Whether both are about the same stacks in the same place. */
  boolean isAboutTheSame(ApprovalBasis other) {
    return ground.equals(other.ground)
        && environment.equals(other.environment)
        && plans.keySet().equals(other.plans.keySet());
  }

  /** What differs, in words; empty when nothing does. */
  List<String> differencesTo(ApprovalBasis now) {
    List<String> changed = new ArrayList<>();
    new TreeMap<>(plans)
        .forEach(
            (stack, digest) -> {
              if (!digest.equals(now.plans.get(stack))) {
                changed.add("the plan of " + stack);
              }
            });
    if (!settings.equals(now.settings)) {
      changed.add("tollgate.yaml");
    }
    if (!priceBook.equals(now.priceBook)) {
      changed.add("the price book");
    }
    if (!terraform.equals(now.terraform)) {
      changed.add("the version of terraform");
    } else if (!executable.equals(now.executable)) {
      changed.add("the terraform executable");
    }
    return changed;
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("ground", ground);
    node.put("environment", environment);
    ObjectNode stacks = node.putObject("plans");
    new TreeMap<>(plans).forEach(stacks::put);
    node.put("settings", settings);
    node.put("priceBook", priceBook);
    node.put("terraform", terraform);
    node.put("executable", executable);
    return node;
  }

  static ApprovalBasis of(JsonNode node) {
    Map<String, String> plans = new TreeMap<>();
    node.path("plans").properties().forEach(e -> plans.put(e.getKey(), e.getValue().asText()));
    return new ApprovalBasis(
        node.path("ground").asText(),
        node.path("environment").asText(),
        plans,
        node.path("settings").asText(),
        node.path("priceBook").asText(),
        node.path("terraform").asText(),
        node.path("executable").asText());
  }
}
