package tollgate.workflow;

import java.util.List;
import java.util.stream.Stream;
import stacks.StackInfo;
import tollgate.schema.Schema;
import tollgate.schema.check.ConfigurationCheck;
import tollgate.schema.check.Finding;

/** Finds in synthesized stacks what terraform would refuse, before terraform is started. */
public final class EarlyCheck {
  /**
   * What is wrong in a stack.
   *
   * @param stack by name
   */
  public record Mistake(String stack, Finding finding) {}

  private EarlyCheck() {}

  /** All mistakes, in the stacks' order. */
  public static List<Mistake> of(List<StackInfo> stacks) {
    return stacks.parallelStream().flatMap(EarlyCheck::of).toList();
  }

  private static Stream<Mistake> of(StackInfo stack) {
    return ConfigurationCheck.of(Schema.google(), Synthesized.configuration(stack)).stream()
        .map(finding -> new Mistake(stack.name(), finding));
  }
}
