package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Terraform plan, or a synthesized configuration read as the plan that would create everything in
 * it.
 *
 * @param formatVersion of the JSON, {@code 1.2}; {@code synth} when it was read from a
 *     configuration
 * @param changes every object, changed or not, in the order of the document
 * @param outputs planned outputs by name
 * @param providers settings of provider blocks
 * @param complete false when Terraform says that a further plan will be needed, or that it failed
 * @param arguments what the configuration part says of each object's arguments
 */
public record Plan(
    String formatVersion,
    List<ResourceChange> changes,
    Map<String, Output> outputs,
    ProviderSettings providers,
    boolean complete,
    Arguments arguments) {

  /** A root output on both sides. */
  public record Output(Action action, Attr before, Attr after, boolean sensitive) {}

  public Plan {
    changes = List.copyOf(changes);
    outputs = Map.copyOf(outputs);
  }

  /**
   * Reads {@code terraform show -json PLANFILE} of any Terraform since 1.0.
   *
   * @throws PlanFormatException when the document is not a plan
   */
  public static Plan parse(JsonNode document) {
    return PlanReader.read(document);
  }

  /**
   * Reads a refresh-only plan as the change from what the state records to what is there; objects
   * that have not drifted are in it unchanged.
   *
   * @throws PlanFormatException when the document is not a plan
   */
  public static Plan drift(JsonNode document) {
    return DriftReader.read(document);
  }

  /**
   * Reads synthesized Terraform JSON (cdk.tf.json) as the plan that creates all of it. A value that
   * refers to something, {@code ${…}}, is unknown.
   *
   * @throws PlanFormatException when the document is not a configuration
   */
  public static Plan ofConfiguration(JsonNode document) {
    return ConfigurationReader.read(document);
  }

  /** A setting of the provider block that an object uses, {@code region} say. */
  public Optional<String> providerSetting(ResourceChange change, String setting) {
    return providers.setting(change.address(), setting);
  }

  /**
   * Whether somebody wrote the argument at a dotted path, as against leaving it to Google. Tells
   * what an unknown value is: a reference, or a default that Google picks during apply.
   */
  public Arguments.Written written(ResourceChange change, String path) {
    return arguments.written(change, path);
  }

  /**
   * Addresses, without instance keys, of what the argument at a dotted path refers to, {@code
   * google_compute_address.ip} and {@code google_compute_address.ip.address} say; for the empty
   * path, of what the whole object refers to.
   */
  public Set<String> references(ResourceChange change, String path) {
    return arguments.references(change, path);
  }

  /**
   * Addresses, without instance keys, of what an object needs: what it refers to, and what it has
   * to wait for by {@code depends_on}.
   */
  public Set<String> needs(ResourceChange change) {
    return arguments.needs(change);
  }

  /** Whether applying the plan would change anything. */
  public boolean changesSomething() {
    return changes.stream().anyMatch(ResourceChange::changesSomething)
        || outputs.values().stream().anyMatch(output -> output.action() != Action.NO_OP);
  }
}
