package tollgate.config.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects the problems of one file; the same problem seen twice counts once. */
public final class Problems {
  /** More than this no reader wants, and a hostile file must not fill a terminal. */
  private static final int MOST = 100;

  /** One step of a relative path: a key with the index of an item or without. */
  private static final Pattern STEP = Pattern.compile("([^.\\[]+)(?:\\[(\\d+)])?\\.?");

  private final String file;
  private final Set<Problem> found = new LinkedHashSet<>();
  private final Set<Place> settled = new HashSet<>();
  private final Set<Place> leftOut = new HashSet<>();

  public Problems(String file) {
    this.file = file;
  }

  /** Notes a problem after which nothing else about this place is worth saying. */
  void addLast(Place place, String message) {
    add(place, message);
    settled.add(place);
  }

  /** Notes that the item of a list at this place is no part of what the list was read as. */
  void leaveOut(Place item) {
    leftOut.add(item);
  }

  /** Notes that nothing else about this place is worth saying, for its parts have problems. */
  void settle(Place place) {
    settled.add(place);
  }

  private List<Tree> readItems(Tree.Sequence list) {
    return list.items().stream().filter(item -> !leftOut.contains(item.place())).toList();
  }

  /** Notes a problem at a place. */
  public void add(Place place, String message) {
    if (settled.contains(place)) {
      return;
    }
    if (found.size() <= MOST) {
      found.add(new Problem(file, place.line(), place.path(), message));
    }
  }

  /**
   * The place of the value at {@code path} below a tree, counting only the items that lists were
   * read as; where the path is not written down, the line of the last part that is.
   */
  public Place placeOf(Tree tree, String path) {
    Tree here = tree;
    Place place = tree.place();
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      Tree next = here instanceof Tree.Mapping map ? map.entries().get(step.group(1)) : null;
      if (next == null) {
        return place.key(place.line(), path.substring(step.start()));
      }
      place = ((Tree.Mapping) here).placeOf(step.group(1));
      here = next;
      if (step.group(2) != null && here instanceof Tree.Sequence list) {
        here = readItems(list).get(Integer.parseInt(step.group(2)));
        place = here.place();
      }
    }
    return place;
  }

  /** True when nothing was wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** True when there are more than will be shown. */
  boolean isFull() {
    return found.size() > MOST;
  }

  /** All problems by line. */
  public List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparing(Problem::path));
    if (isFull()) {
      sorted.subList(MOST, sorted.size()).clear();
      sorted.add(new Problem(file, 0, "", "more problems follow. Mend these first."));
    }
    return List.copyOf(sorted);
  }
}
