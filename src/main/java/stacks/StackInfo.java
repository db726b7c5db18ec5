package stacks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import stacks.parts.Written;

/**
 * A synthesized stack.
 *
 * @param directory holds {@code cdk.tf.json}; Terraform runs in it
 * @param dependsOn the stacks that must be deployed before it
 * @param holdsData true when destroying it destroys data
 * @param secretVariables names of the ephemeral variables that need a value in every run; letters
 *     and digits only, at least 24 of them
 * @param grants the roles that it grants, in the order it does
 * @param sources by address, where a resource is written
 */
public record StackInfo(
    String name,
    Path directory,
    List<String> dependsOn,
    boolean holdsData,
    List<String> secretVariables,
    List<GrantInfo> grants,
    Map<String, Written> sources) {

  public StackInfo {
    dependsOn = List.copyOf(dependsOn);
    secretVariables = List.copyOf(secretVariables);
    grants = List.copyOf(grants);
    sources = Map.copyOf(sources);
  }

  /** A stack of which nobody knows what it grants and where its resources are written. */
  public StackInfo(
      String name,
      Path directory,
      List<String> dependsOn,
      boolean holdsData,
      List<String> secretVariables) {
    this(name, directory, dependsOn, holdsData, secretVariables, List.of(), Map.of());
  }
}
