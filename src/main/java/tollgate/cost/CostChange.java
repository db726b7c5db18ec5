package tollgate.cost;

/**
 * What a plan does to the bill.
 *
 * @param before what stands now, from the plan's prior state
 * @param after what stands when the plan is done
 */
public record CostChange(Estimate before, Estimate after) {}
