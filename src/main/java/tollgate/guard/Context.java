package tollgate.guard;

import java.util.List;
import java.util.Set;
import tollgate.cost.Totals;
import tollgate.plan.StackPlan;

/**
 * What a judgement has to know besides the plans that it is about.
 *
 * @param others plans of stacks that are not deployed now, of which only what stands is looked at
 * @param own names of the stacks that tollgate.yaml describes, so that a fix can name its keys
 * @param agreed what a deploy which did not end was already told to accept
 * @param elsewhere US dollars a month that the budget has to bear besides, for what is in no plan
 */
public record Context(List<StackPlan> others, Set<String> own, Agreed agreed, Totals elsewhere) {
  /** Nothing else stands, and nothing was agreed to. */
  public static final Context NONE = new Context(List.of(), Set.of(), Agreed.NOTHING);

  public Context(List<StackPlan> others, Set<String> own, Agreed agreed) {
    this(others, own, agreed, Totals.ZERO);
  }

  public Context {
    others = List.copyOf(others);
    own = Set.copyOf(own);
  }
}
