package tollgate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Things that need each other, laid out in columns: what needs nothing stands left, and every arrow
 * points right. Pure and deterministic; sizes are in the units of an SVG view box.
 */
final class Graph {
  static final int WIDTH = 228;
  static final int HEIGHT = 46;
  private static final int BETWEEN_COLUMNS = 54;
  private static final int BETWEEN_ROWS = 12;
  private static final int MARGIN = 6;

  /** Things without any arrow stand below, so many in a row at least. */
  private static final int LOOSE_IN_A_ROW = 3;

  /** Beyond so many, arrows that others imply are left in: finding them would take long. */
  private static final int MOST_TO_THIN = 400;

  /** A thing with its place; {@code needs} are indexes of other things. */
  record Placed(int index, int x, int y) {}

  /** An arrow from what is needed to what needs it, by index. */
  record Arrow(int from, int to) {}

  private final List<Set<Integer>> needs;
  private final List<Placed> places = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();
  private int width;
  private int height;

  /**
   * @param needs for each thing the indexes of those that it needs; a ring of needs is cut
   *     somewhere
   */
  Graph(List<Set<Integer>> needs) {
    this.needs = new ArrayList<>();
    needs.forEach(some -> this.needs.add(new TreeSet<>(some)));
    cutRings();
    if (needs.size() <= MOST_TO_THIN) {
      thin();
    }
    place();
  }

  List<Placed> places() {
    return places;
  }

  List<Arrow> arrows() {
    return arrows;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Takes away what would lead back to something that is being followed. */
  private void cutRings() {
    int[] state = new int[needs.size()];
    for (int i = 0; i < needs.size(); i++) {
      if (state[i] == 0) {
        follow(i, state);
      }
    }
  }

  /** Without recursion, for a chain may be as long as a plan. State 1 is being followed, 2 done. */
  private void follow(int start, int[] state) {
    List<Integer> path = new ArrayList<>(List.of(start));
    Map<Integer, List<Integer>> left = new HashMap<>();
    state[start] = 1;
    while (!path.isEmpty()) {
      int at = path.get(path.size() - 1);
      List<Integer> rest = left.computeIfAbsent(at, i -> new ArrayList<>(needs.get(i)));
      if (rest.isEmpty()) {
        state[at] = 2;
        path.remove(path.size() - 1);
        continue;
      }
      int next = rest.remove(rest.size() - 1);
      if (next == at || state[next] == 1) {
        needs.get(at).remove(next);
      } else if (state[next] == 0) {
        state[next] = 1;
        path.add(next);
      }
    }
  }

  /** Takes away an arrow where a longer way says the same. */
  private void thin() {
    List<Set<Integer>> reach = new ArrayList<>();
    for (int i = 0; i < needs.size(); i++) {
      reach.add(new TreeSet<>());
    }
    for (int i : inOrder()) {
      for (int need : needs.get(i)) {
        reach.get(i).add(need);
        reach.get(i).addAll(reach.get(need));
      }
    }
    for (Set<Integer> some : needs) {
      Set<Integer> implied = new TreeSet<>();
      some.forEach(need -> implied.addAll(reach.get(need)));
      some.removeAll(implied);
    }
  }

  /** Every thing after what it needs. */
  private List<Integer> inOrder() {
    int[] columns = columns();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < needs.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(i -> columns[i]));
    return order;
  }

  /** The longest way to each thing; as long as something moves, which ends for there is no ring. */
  private int[] columns() {
    int[] columns = new int[needs.size()];
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < columns.length; i++) {
        for (int need : needs.get(i)) {
          if (columns[i] <= columns[need]) {
            columns[i] = columns[need] + 1;
            moved = true;
          }
        }
      }
    }
    return columns;
  }

  private void place() {
    int[] columns = columns();
    Set<Integer> tied = new TreeSet<>();
    for (int i = 0; i < needs.size(); i++) {
      for (int need : needs.get(i)) {
        tied.add(i);
        tied.add(need);
        arrows.add(new Arrow(need, i));
      }
    }
    Map<Integer, List<Integer>> byColumn = new LinkedHashMap<>();
    tied.stream()
        .sorted(Comparator.comparingInt(i -> columns[i]))
        .forEach(i -> byColumn.computeIfAbsent(columns[i], unused -> new ArrayList<>()).add(i));
    Map<Integer, Double> row = new HashMap<>();
    int tallest = byColumn.values().stream().mapToInt(List::size).max().orElse(0);
    for (List<Integer> column : byColumn.values()) {
      // Beside what it needs, which keeps most arrows from crossing.
      column.sort(
          Comparator.comparingDouble(
              i -> needs.get(i).stream().mapToDouble(row::get).average().orElse(i)));
      double first = (tallest - column.size()) / 2.0;
      for (int k = 0; k < column.size(); k++) {
        row.put(column.get(k), first + k);
      }
    }
    byColumn.forEach(
        (column, members) ->
            members.forEach(
                i ->
                    places.add(
                        new Placed(
                            i,
                            MARGIN + column * (WIDTH + BETWEEN_COLUMNS),
                            MARGIN
                                + (int)
                                    Math.round(
                                        row.getOrDefault(i, 0.0) * (HEIGHT + BETWEEN_ROWS))))));
    int columnsUsed = byColumn.size();
    placeLoose(tied, tallest, Math.max(LOOSE_IN_A_ROW, columnsUsed));
    width = places.stream().mapToInt(Placed::x).max().orElse(0) + WIDTH + MARGIN;
    height = places.stream().mapToInt(Placed::y).max().orElse(0) + HEIGHT + MARGIN;
  }

  private void placeLoose(Set<Integer> tied, int rowsAbove, int inARow) {
    int top = MARGIN + rowsAbove * (HEIGHT + BETWEEN_ROWS) + (rowsAbove == 0 ? 0 : BETWEEN_ROWS);
    int count = 0;
    for (int i = 0; i < needs.size(); i++) {
      if (!tied.contains(i)) {
        places.add(
            new Placed(
                i,
                MARGIN + count % inARow * (WIDTH + BETWEEN_COLUMNS),
                top + count / inARow * (HEIGHT + BETWEEN_ROWS)));
        count++;
      }
    }
  }
}
