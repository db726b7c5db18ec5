package tollgate.plan;

/** A document that is not a Terraform plan, or one of a shape this version cannot read. */
public final class PlanFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlanFormatException(String message) {
    super(message);
  }
}
