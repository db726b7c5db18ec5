package tollgate.config.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects what is wrong with the values of one record, to be thrown together. */
public final class Faults {
  private final List<Fault> found = new ArrayList<>();

  /**
   * One thing wrong with a record.
   *
   * @param fields the path of the value at fault, relative to the record, then those of the values
   *     it does not go with
   * @param message what is wrong and what to do
   */
  public record Fault(List<String> fields, String message) {
    public Fault {
      fields = List.copyOf(fields);
    }
  }

  /** A record was asked to hold what it must not. */
  public static final class Invalid extends IllegalArgumentException {
    private final transient List<Fault> faults;

    Invalid(List<Fault> faults) {
      super(
          faults.stream()
              .map(fault -> fault.fields().get(0) + ": " + fault.message())
              .collect(Collectors.joining(" ")));
      this.faults = List.copyOf(faults);
    }

    List<Fault> faults() {
      return faults;
    }
  }

  /** Notes a fault; the first field is the one to show. */
  public Faults add(String message, String... fields) {
    found.add(new Fault(List.of(fields), message));
    return this;
  }

  /** Notes a fault unless {@code good}. A message that costs work belongs behind an if instead. */
  public Faults unless(boolean good, String message, String... fields) {
    return good ? this : add(message, fields);
  }

  /** Notes what the field's own kind has against the value. */
  public <T> Faults check(Field<T> field, T value) {
    return note(field.kind().fault(value), field.name());
  }

  /** Notes the fault, when there is one. */
  public Faults note(Optional<String> fault, String... fields) {
    return fault.isPresent() ? add(fault.get(), fields) : this;
  }

  /** What was noted, to be thrown; something must have been. */
  public Invalid invalid() {
    return new Invalid(found);
  }

  /**
   * Ends the check.
   *
   * @throws Invalid when something was noted
   */
  public void raise() {
    if (!found.isEmpty()) {
      throw invalid();
    }
  }
}
