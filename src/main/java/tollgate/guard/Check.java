package tollgate.guard;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks at everything that is judged and says what it found; pure. */
@FunctionalInterface
interface Check {

  List<Finding> look(Scene scene);

  /** Judges each object of these types that stands when the plan is done. */
  static Check standing(Set<String> types, Function<Subject, Finding> check) {
    return scene ->
        // Sorted, for a set has another order in each run, and a judgement must not.
        types.stream()
            .sorted()
            .flatMap(type -> scene.standing(type).stream())
            .map(subject -> check.apply(subject).at(subject))
            .toList();
  }

  /** Judges each object that the plan deletes or replaces and the filter takes. */
  static Check destroyed(Predicate<Subject> filter, Function<Subject, Finding> check) {
    return scene ->
        scene.subjects().stream()
            .filter(subject -> subject.change().action().destroys())
            .filter(filter)
            .map(subject -> check.apply(subject).at(subject))
            .toList();
  }

  /** Judges every grant of every object that stands when the plan is done. */
  static Check grants(Function<Grant, Optional<Finding>> check) {
    return scene ->
        scene.grants().stream()
            .flatMap(grant -> check.apply(grant).map(f -> f.at(grant.subject())).stream())
            .toList();
  }
}
