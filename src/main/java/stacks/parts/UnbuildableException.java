package stacks.parts;

/**
 * The settings ask for something that Google would refuse when it is made, which Terraform would
 * find out half-way. The message is one sentence: what is wrong and what to do.
 */
public final class UnbuildableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnbuildableException(String message) {
    super(message);
  }
}
