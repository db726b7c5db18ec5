package tollgate.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.text.Nearest;

/**
 * What Terraform's {@code validate} and the google provider would refuse in a synthesized stack,
 * found without either. A value that an expression gives is not known yet, and passes.
 */
public final class ConfigurationCheck {
  private static final Set<String> IN_RESOURCE =
      Set.of(
          "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner");
  private static final Set<String> IN_DATA =
      Set.of("count", "depends_on", "for_each", "lifecycle", "provider");
  private static final Set<String> IN_PROVIDER = Set.of("alias", "version");

  private static final String SECRET =
      "the provider does not take this value, which is sensitive and therefore not shown";

  private final Schema schema;
  private final Configuration configuration;
  private final List<Finding> findings = new ArrayList<>();

  private ConfigurationCheck(Schema schema, Configuration configuration) {
    this.schema = schema;
    this.configuration = configuration;
  }

  /**
   * Everything that is wrong, in the configuration's order; types are read from the schema as far
   * as they are used.
   *
   * @param json a whole configuration in Terraform's JSON
   */
  public static List<Finding> of(Schema schema, JsonNode json) {
    Configuration configuration = new Configuration(schema, json);
    ConfigurationCheck check = new ConfigurationCheck(schema, configuration);
    configuration.providers().forEach(check::provider);
    configuration.items().values().forEach(check::item);
    check.findings.addAll(new References(configuration).findings());
    return List.copyOf(check.findings);
  }

  private void provider(JsonNode body) {
    Reading reading = new Reading(variable -> false);
    Value.Fields value = reading.body(schema.provider(), body, IN_PROVIDER);
    List<Problem> problems = new ArrayList<>(reading.problems());
    problems.addAll(ProviderRules.validate(value));
    problems.addAll(ProviderRules.configure(value));
    report("provider.google", schema.provider(), problems);
  }

  private void item(Configuration.Item item) {
    if (!item.google()) {
      return;
    }
    Optional<ResourceSchema> type = item.type();
    if (type.isEmpty()) {
      findings.add(new Finding(item.address(), unknownType(item)));
      return;
    }
    providerOf(item);
    Reading reading = new Reading(configuration::isEphemeral);
    Block block = type.get().block();
    Value.Fields value = reading.body(block, item.body(), item.data() ? IN_DATA : IN_RESOURCE);
    List<Problem> problems = new ArrayList<>(reading.problems());
    new Validation(type.get(), value)
        .problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .forEach(problems::add);
    PlanRules.refusals(item.typeName(), value, true)
        .forEach(what -> problems.add(Problem.error(what, Path.ROOT)));
    report(item.address(), block, problems);
    ignoredChanges(item, block);
  }

  private String unknownType(Configuration.Item item) {
    Set<String> known = item.data() ? schema.dataSourceTypes() : schema.resourceTypes();
    return "Invalid %s type: the google provider %s has no %s.%s"
        .formatted(
            item.data() ? "data source" : "resource",
            schema.providerVersion(),
            item.typeName(),
            Nearest.to(item.typeName(), known)
                .map(near -> " Did you mean " + near + "?")
                .orElse(""));
  }

  private void providerOf(Configuration.Item item) {
    String wanted = item.providerReference();
    boolean there =
        wanted.equals("google")
            || configuration.providers().stream()
                .anyMatch(body -> wanted.equals("google." + body.path("alias").asText()));
    if (!there) {
      findings.add(
          new Finding(
              item.address(),
              "Provider configuration not present: %s is not in this stack.".formatted(wanted)));
    }
  }

  private void ignoredChanges(Configuration.Item item, Block block) {
    for (JsonNode lifecycle : Configuration.oneOrMany(item.body().path("lifecycle"))) {
      JsonNode ignored = lifecycle.path("ignore_changes");
      for (JsonNode each : ignored.isArray() ? ignored : List.<JsonNode>of()) {
        String name = each.asText().split("[.\\[]", 2)[0];
        if (!name.contains("${")
            && !block.attributes().containsKey(name)
            && !block.blocks().containsKey(name)) {
          findings.add(
              new Finding(
                  item.address(),
                  "Unsupported attribute in ignore_changes: %s has no argument named \"%s\"."
                      .formatted(item.typeName(), name)));
        }
      }
    }
  }

  /** One sentence for each mistake: the provider says what two arguments do wrong of both. */
  private void report(String address, Block block, List<Problem> problems) {
    Map<String, String> sentences = new LinkedHashMap<>();
    for (Problem each : problems) {
      String detail = each.detail();
      String own = "\"" + each.at().dotted() + "\"";
      // Sentences without a detail end with the value.
      boolean secret = detail.isEmpty() && sensitive(block, each.at().names());
      String said =
          secret ? SECRET : detail.isEmpty() ? each.summary() : each.summary() + ": " + detail;
      // The SDK's words name the place, Terraform's own leave that to the line they show.
      String place = each.at().dotted();
      String what = said.contains(place) ? said : place + ": " + said;
      String key = detail.startsWith(own + ": ") ? key(each, own) : what + each.at().dotted();
      sentences.putIfAbsent(key, what);
    }
    sentences.values().forEach(what -> findings.add(new Finding(address, what)));
  }

  /** The same for all arguments of a group; "a conflicts with b" is also said as "b with a". */
  private static String key(Problem problem, String own) {
    String rest = problem.detail().substring(own.length() + 2);
    String conflict = "conflicts with ";
    return rest.startsWith(conflict)
        ? conflict
            + new TreeSet<>(List.of(problem.at().dotted(), rest.substring(conflict.length())))
        : rest;
  }

  private static boolean sensitive(Block block, String names) {
    Optional<Block> inner = Optional.of(block);
    String[] parts = names.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      inner = inner.flatMap(outer -> outer.block(part)).map(NestedBlock::block);
    }
    return inner
        .flatMap(last -> last.attribute(parts[parts.length - 1]))
        .map(attribute -> attribute.sensitive() || attribute.writeOnly())
        .orElse(false);
  }
}
