package tollgate.config.read;

import java.util.Map;
import java.util.Optional;

/**
 * Whole numbers within bounds, both included.
 *
 * @param unit what is counted, as in "GB" or "days"
 */
public record Numbers(int least, int most, String unit) implements Kind<Integer> {

  @Override
  public String name() {
    return "whole number, %d to %d %s".formatted(least, most, unit);
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    return Map.of("type", "integer", "minimum", least, "maximum", most);
  }

  @Override
  public Optional<Integer> read(Tree tree, Problems problems) {
    Optional<Integer> number =
        tree instanceof Tree.Scalar scalar && scalar.plain()
            ? whole(scalar.text())
            : Optional.empty();
    Optional<String> fault =
        number.isEmpty()
            ? Optional.of(
                "expected a whole number of %s, found %s. Write digits only, without quotes."
                    .formatted(unit, tree.noun()))
            : fault(number.get());
    fault.ifPresent(message -> problems.add(tree.place(), message));
    return fault.isPresent() ? Optional.empty() : number;
  }

  private static Optional<Integer> whole(String text) {
    if (text.length() > 10 || !text.matches("-?(0|[1-9][0-9]*)")) {
      return Optional.empty();
    }
    long number = Long.parseLong(text);
    return Optional.of((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number)));
  }

  @Override
  public Optional<String> fault(Integer value) {
    return value < least || value > most
        ? Optional.of("%d is out of bounds. Use %d to %d %s.".formatted(value, least, most, unit))
        : Optional.empty();
  }
}
