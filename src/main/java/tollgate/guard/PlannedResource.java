package tollgate.guard;

import java.util.Optional;
import tollgate.plan.Action;
import tollgate.plan.Address;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** A resource as it will be, for rules of one's own. */
public final class PlannedResource {
  private final Subject subject;

  PlannedResource(Subject subject) {
    this.subject = subject;
  }

  /** The stack's name; empty for a plan from elsewhere. */
  public String stack() {
    return subject.stack().stack();
  }

  /** Comes from a plan, so it is hostile text. */
  public Address address() {
    return subject.address();
  }

  /** {@code google_storage_bucket}. */
  public String type() {
    return subject.type();
  }

  public Action action() {
    return subject.change().action();
  }

  /**
   * The attribute in effect at a dotted path, {@code settings.tier}: what is planned, or the
   * provider's default where nothing is.
   */
  public Attr get(String path) {
    return subject.get(path);
  }

  /** Like {@link #get}; what nobody wrote, so that Google decides it, is absent, not unknown. */
  public Attr written(String path) {
    return subject.written(path);
  }

  /** All attributes as planned. */
  public Values values() {
    return subject.now();
  }

  /** {@code costs $163.84 a month in us-central1}, where a price is known. */
  public Optional<String> price() {
    return subject.price();
  }
}
