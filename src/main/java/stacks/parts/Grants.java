package stacks.parts;

import com.hashicorp.cdktf.TerraformResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * Every role that the stacks grant. Grants only add a member to a role, they never take the role
 * from others; two resources that manage the same membership would undo each other, so that is an
 * error, whichever stacks they are in.
 */
public final class Grants {
  /**
   * One granted role.
   *
   * @param stack the stack that manages it
   * @param why what the member needs it for
   */
  public record Grant(String stack, Target target, Role role, Member member, String why) {
    /** The name of the resource that grants it. */
    String id() {
      return Names.identifier(target.slug() + "-" + member.slug() + "-" + role.shortName());
    }
  }

  private record Membership(String target, String role, String member) {}

  private final Map<Membership, String> stacks = new HashMap<>();
  private final List<Grant> granted = new ArrayList<>();

  /**
   * Grants a role.
   *
   * @param after what must exist first and is not referred to
   * @throws UnbuildableException when the member already has the role there, or a single resource
   *     carries a role that is asked for on the project
   */
  public TerraformResource add(Construct scope, Grant grant, List<TerraformResource> after) {
    if (grant.target() instanceof Target.Project && grant.role().belongsOnResource()) {
      throw new UnbuildableException(
          "%s of %s would reach the whole project: grant it on the one resource that %s needs."
              .formatted(grant.role().name(), grant.member().key(), grant.stack()));
    }
    String earlier =
        stacks.putIfAbsent(
            new Membership(grant.target().key(), grant.role().name(), grant.member().key()),
            grant.stack());
    if (earlier != null) {
      throw new UnbuildableException(
          "%s of %s on %s is granted twice, in stack %s and in stack %s: two resources for one membership undo each other, leave one out."
              .formatted(
                  grant.role().name(),
                  grant.member().key(),
                  grant.target().key(),
                  earlier,
                  grant.stack()));
    }
    granted.add(grant);
    TerraformResource resource =
        grant.target().grant(scope, grant.id(), grant.role(), grant.member());
    if (!after.isEmpty()) {
      resource.addOverride("depends_on", after.stream().map(StackScope::address).toList());
    }
    return resource;
  }

  /** What was granted so far, in the order it was. */
  public List<Grant> all() {
    return List.copyOf(granted);
  }
}
