package tollgate.sandbox.cloud;

import java.util.Locale;

/** What a provider is asked to do with a resource. */
public enum Operation {
  PLAN("planning", "plan"),
  READ("reading", "get"),
  CREATE("creating", "create"),
  UPDATE("updating", "update"),
  DELETE("deleting", "delete");

  private final String doing;
  private final String verb;

  Operation(String doing, String verb) {
    this.doing = doing;
    this.verb = verb;
  }

  /** {@code creating}, as the provider's sentences have it. */
  public String doing() {
    return doing;
  }

  /** The verb of a permission: {@code compute.instances.create}. */
  public String verb() {
    return verb;
  }

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
