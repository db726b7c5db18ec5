package tollgate.sandbox.behaviour;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tollgate.schema.ResourceSchema;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** A plan in the making, which behaviours may change. Used by one thread. */
public final class Draft {
  private final ResourceSchema type;
  private final ProviderBlock provider;
  private final Value prior;
  private final Value config;
  private final Set<Path> replace = new LinkedHashSet<>();
  private Value planned = Values.NULL;
  private final List<String> refusals = new ArrayList<>();
  private final List<String> lastRefusals = new ArrayList<>();
  private boolean changed;

  public Draft(ResourceSchema type, ProviderBlock provider, Value prior, Value config) {
    this.type = type;
    this.provider = provider;
    this.prior = prior;
    this.config = config;
  }

  public ResourceSchema type() {
    return type;
  }

  public ProviderBlock provider() {
    return provider;
  }

  /** The state before; null when the resource is to be created. */
  public Value prior() {
    return prior;
  }

  /** What the user wrote, with write-only values. */
  public Value config() {
    return config;
  }

  public boolean creating() {
    return prior.isNull();
  }

  /** The plan as it stands. */
  public Value planned() {
    return planned;
  }

  public void plan(Value value) {
    this.planned = value;
  }

  /** True once some attribute differs from the state before. */
  public boolean changed() {
    return changed;
  }

  public void touch() {
    changed = true;
  }

  public boolean has(String attribute) {
    return type.block().attributes().containsKey(attribute);
  }

  /** The planned value at {@code settings.0.tier}. */
  public Value now(String dotted) {
    return Path.of(dotted).in(planned);
  }

  /**
   * What the provider's code reads at {@code settings.0.tier}: what the user wrote even where its
   * spelling counts as no change, or else the planned value.
   */
  public Value read(String dotted) {
    Value written = written(dotted);
    return written.isNull() ? now(dotted) : written;
  }

  /** The value before at {@code settings.0.tier}; null when creating. */
  public Value old(String dotted) {
    return Path.of(dotted).in(prior);
  }

  /** What the user wrote at {@code settings.0.tier}. */
  public Value written(String dotted) {
    return Path.of(dotted).in(config);
  }

  /** True when the value at that place differs from the one before. */
  public boolean changes(String dotted) {
    return !now(dotted).equals(old(dotted));
  }

  /** Plans another value there. */
  public void set(String dotted, Value value) {
    Path path = Path.of(dotted);
    if (!path.in(planned).equals(value)) {
      planned = path.put(planned, value);
    }
    if (!value.equals(path.in(prior))) {
      changed = true;
    }
  }

  /** Plans that the value there is known after apply. */
  public void unknown(String dotted) {
    set(dotted, Values.UNKNOWN);
  }

  /** The change at that place needs a new resource. */
  public void forceNew(String dotted) {
    replace.add(Path.of(dotted));
  }

  public void forceNew(Path path) {
    replace.add(path);
  }

  /** A change at that place needs no new resource after all. */
  public void keep(String dotted) {
    String prefix = dotted + ".";
    replace.removeIf(path -> path.dotted().equals(dotted) || path.dotted().startsWith(prefix));
  }

  /** The provider does not plan this, and says why. */
  public void refuse(String reason) {
    refusals.add(reason);
  }

  /** The provider does not plan this, and says so after all else. */
  public void refuseAtLast(String reason) {
    lastRefusals.add(reason);
  }

  /** Why the provider does not plan this, in its order. */
  public List<String> refusals() {
    return Stream.concat(refusals.stream(), lastRefusals.stream()).toList();
  }

  /** Places for which the resource must be replaced. */
  public Set<Path> replace() {
    return replace;
  }
}
