package tollgate.cost;

import java.math.BigDecimal;

/**
 * What a plan does to the bill.
 *
 * @param before what stands now, from the plan's prior state
 * @param after what stands when the plan is done
 */
public record CostChange(Estimate before, Estimate after) {

  /** US dollars a month that the plan adds to the floor; negative when it saves. */
  public BigDecimal floorIncrease() {
    return after.floor().subtract(before.floor());
  }
}
