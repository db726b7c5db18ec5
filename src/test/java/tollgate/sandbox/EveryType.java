package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.schema.Attribute;
import tollgate.schema.JsonTree;
import tollgate.schema.Schema;
import tollgate.schema.value.Values;

/**
 * Creates one resource of each type with generated arguments, plans again and destroys. Arguments
 * of {@code main}: {@code minimal}, {@code rich} or the same with {@code strict-} before it, which
 * turns the core's consistency checks on; then types, none means all.
 */
final class EveryType {
  private static final int TOGETHER = 60;

  private final Path work;
  private final boolean strict;

  EveryType(Path work, boolean strict) {
    this.work = work;
    this.strict = strict;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("every-type");
    List<String> types =
        args.length > 1
            ? List.of(args).subList(1, args.length)
            : List.copyOf(Schema.google().resourceTypes());
    List<String> failures =
        new EveryType(work, args[0].startsWith("strict-"))
            .run(types, args[0].endsWith("rich"), System.out);
    System.out.printf("%d types, %d failures%n", types.size(), failures.size());
  }

  /** What went wrong, a line each. */
  List<String> run(List<String> types, boolean rich, PrintStream out)
      throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (int from = 0; from < types.size(); from += TOGETHER) {
      List<String> some = types.subList(from, Math.min(types.size(), from + TOGETHER));
      List<String> failed = cycle(some, rich, from);
      failed.forEach(out::println);
      failures.addAll(failed);
    }
    return failures;
  }

  private List<String> cycle(List<String> types, boolean rich, int number)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(work.resolve("part-" + number));
    List<String> failures = new ArrayList<>();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("provider")
        .putObject("google")
        .put("project", "p-sandbox")
        .put("region", "us-central1")
        .put("zone", "us-central1-a");
    ObjectNode resources = root.putObject("resource");
    for (String type : types) {
      resources
          .putObject(type)
          .set(
              "one", GeneratedConfiguration.of(Schema.google().resource(type).orElseThrow(), rich));
    }
    Files.writeString(directory.resolve("main.tf.json"), root.toString());
    try (Sandbox sandbox =
        Sandbox.start(
            directory.resolve("store"),
            strict
                ? Options.standard().withTypes(Set.copyOf(types)).strictly()
                : Options.standard().withTypes(Set.copyOf(types)))) {
      Terraform terraform = new Terraform(directory, sandbox.environment());
      expect(0, terraform.run("init", "-input=false", "-no-color"), "init", failures);
      expect(
          0,
          terraform.run("apply", "-auto-approve", "-input=false", "-no-color"),
          "apply",
          failures);
      if (!failures.isEmpty()) {
        return failures;
      }
      JsonNode again = terraform.plan();
      for (JsonNode change : again.path("resource_changes")) {
        String actions = change.path("change").path("actions").toString();
        if (!actions.equals("[\"no-op\"]")) {
          failures.add(
              "%s is planned again: %s".formatted(change.path("address").asText(), actions));
        }
      }
      importAll(directory, terraform, failures);
      expect(
          0,
          terraform.run("destroy", "-auto-approve", "-input=false", "-no-color"),
          "destroy",
          failures);
      sandbox.objects().stream()
          .filter(each -> !abandoned(each.type()))
          .forEach(each -> failures.add("left behind: " + each.type()));
    }
    return failures;
  }

  /** Lets terraform forget what can be imported and takes it in again: nothing may change by it. */
  private static void importAll(Path directory, Terraform terraform, List<String> failures)
      throws IOException, InterruptedException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    List<String> forget = new ArrayList<>(List.of("state", "rm"));
    JsonNode state = JsonTree.read(Files.readAllBytes(directory.resolve("terraform.tfstate")));
    for (JsonNode resource : state.path("resources")) {
      String type = resource.path("type").asText();
      if (!Schema.google().resource(type).orElseThrow().importable()) {
        continue;
      }
      forget.add(type + ".one");
      root.withArray("import")
          .addObject()
          .put("to", type + ".one")
          .put("id", resource.path("instances").path(0).path("attributes").path("id").asText());
    }
    if (forget.size() == 2) {
      return;
    }
    Path imports = directory.resolve("imports.tf.json");
    Files.writeString(imports, root.toString());
    expect(0, terraform.run(forget.toArray(new String[0])), "state rm", failures);
    for (JsonNode change : terraform.plan().path("resource_changes")) {
      String actions = change.path("change").path("actions").toString();
      String type = change.path("type").asText();
      boolean taken = change.path("change").has("importing");
      if (!actions.equals("[\"no-op\"]") || taken != forget.contains(type + ".one")) {
        failures.add("%s is imported with %s".formatted(change.path("address").asText(), actions));
      }
    }
    expect(0, terraform.run("apply", "-input=false", "-no-color", "plan"), "import", failures);
    Files.delete(imports);
  }

  /** Types that Google keeps unless told otherwise. */
  private static boolean abandoned(String type) {
    Optional<Attribute> policy =
        Schema.google()
            .resource(type)
            .flatMap(schema -> schema.block().attribute("deletion_policy"));
    String usual =
        policy
            .flatMap(Attribute::defaultValue)
            .map(JsonNode::asText)
            .orElse(ProviderBlock.of(Values.NULL).deletionPolicyOf(type));
    return policy.isPresent() && usual.equals("ABANDON");
  }

  private static void expect(
      int exit, Terraform.Result result, String what, List<String> failures) {
    if (result.exit() != exit) {
      failures.add(what + " failed:\n" + result.stderr());
    }
  }
}
