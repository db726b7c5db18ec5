package tollgate.cost;

/**
 * How to estimate.
 *
 * @param usage what flows a month, as somebody declared it
 * @param freeTier whether Google's free amounts are subtracted. They hold once for a whole billing
 *     account, which no plan can see, so a gate leaves them out.
 */
public record Options(Usage usage, boolean freeTier) {

  /** No declared usage, no free amounts. */
  public static final Options DEFAULT = new Options(Usage.NONE, false);
}
