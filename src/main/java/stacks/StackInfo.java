package stacks;

import java.nio.file.Path;
import java.util.List;

/**
 * A synthesized stack.
 *
 * @param directory holds {@code cdk.tf.json}; Terraform runs in it
 * @param dependsOn the stacks that must be deployed before it
 * @param holdsData true when destroying it destroys data
 * @param secretVariables names of the ephemeral variables that need a value in every run; letters
 *     and digits only, at least 24 of them
 * @param grants the roles that it grants, in the order it does
 */
public record StackInfo(
    String name,
    Path directory,
    List<String> dependsOn,
    boolean holdsData,
    List<String> secretVariables,
    List<GrantInfo> grants) {
  public StackInfo {
    dependsOn = List.copyOf(dependsOn);
    secretVariables = List.copyOf(secretVariables);
    grants = List.copyOf(grants);
  }
}
