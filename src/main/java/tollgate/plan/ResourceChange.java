package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One object of a plan, changed or not.
 *
 * @param address the object's address
 * @param previousAddress where it stood before a move
 * @param type the resource type, {@code google_storage_bucket}
 * @param name the resource's name in the configuration
 * @param provider the provider's full name, {@code registry.terraform.io/hashicorp/google}
 * @param managed false for a data source
 * @param action what happens to it
 * @param actions the same as Terraform writes it, in Terraform's order
 * @param before the object as it is; {@link Values#NONE} when it is created
 * @param after the object as it will be; {@link Values#NONE} when it is deleted
 * @param replacePaths what forces the replacement, each a list of names and indexes
 * @param importing the id of an object that stands and that Terraform takes over; hostile text
 * @param deposed set when this is the left-over half of an interrupted replacement
 */
public record ResourceChange(
    Address address,
    Optional<Address> previousAddress,
    String type,
    String name,
    String provider,
    boolean managed,
    Action action,
    List<String> actions,
    Values before,
    Values after,
    List<JsonNode> replacePaths,
    Optional<String> importing,
    Optional<String> deposed) {

  public ResourceChange {
    actions = List.copyOf(actions);
    replacePaths = List.copyOf(replacePaths);
  }

  /** Whether an apply changes the object, or what Terraform knows of it. */
  public boolean changesSomething() {
    return action.changesSomething() || previousAddress.isPresent() || importing.isPresent();
  }

  /** What happens, in a word: {@code create}, {@code move}. */
  public String word() {
    if (action != Action.NO_OP) {
      return action.word();
    }
    return previousAddress.isPresent() ? "move" : importing.isPresent() ? "import" : action.word();
  }

  /** The object that stands when the plan is done, or {@link Values#NONE}. */
  public Values planned() {
    return after;
  }
}
