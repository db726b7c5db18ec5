package tollgate.config.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of one file; the same problem seen twice counts once. */
public final class Problems {
  /** More than this no reader wants, and a hostile file must not fill a terminal. */
  private static final int MOST = 100;

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Place> settled = new HashSet<>();
  private boolean more;

  public Problems(String file) {
    this.file = file;
  }

  /** Notes a problem after which nothing else about this place is worth saying. */
  void addLast(Place place, String message) {
    add(place, message);
    settled.add(place);
  }

  /** Notes a problem at a place. */
  public void add(Place place, String message) {
    if (settled.contains(place)) {
      return;
    }
    if (found.size() >= MOST) {
      more = true;
      return;
    }
    found.add(new Problem(file, place.line(), place.path(), message));
  }

  /** True when nothing was wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems by line. */
  public List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparing(Problem::path));
    if (more) {
      sorted.add(new Problem(file, 0, "", "more problems follow. Mend these first."));
    }
    return List.copyOf(sorted);
  }
}
