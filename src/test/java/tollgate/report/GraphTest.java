package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GraphTest {

  @Test
  void what_needs_nothing_stands_left_of_what_needs_it() {
    Graph graph = new Graph(List.of(Set.of(), Set.of(0), Set.of(1)));

    assertThat(graph.places()).extracting(Graph.Placed::index).containsExactly(0, 1, 2);
    assertThat(graph.places()).extracting(Graph.Placed::x).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void an_arrow_that_a_longer_way_implies_is_left_out() {
    Graph graph = new Graph(List.of(Set.of(), Set.of(0), Set.of(0, 1)));

    assertThat(graph.arrows())
        .containsExactlyInAnyOrder(new Graph.Arrow(0, 1), new Graph.Arrow(1, 2));
  }

  @Test
  void a_ring_is_cut_rather_than_followed_for_ever() {
    Graph graph = new Graph(List.of(Set.of(2), Set.of(0), Set.of(1, 2)));

    assertThat(graph.arrows()).hasSize(2);
    assertThat(graph.places()).hasSize(3);
  }

  @Test
  void nothing_is_a_picture_without_boxes() {
    assertThat(new Graph(List.of()).places()).isEmpty();
  }

  @Property(tries = 300)
  void each_thing_has_a_place_of_its_own_and_every_arrow_points_right(
      @ForAll("needs") List<Set<Integer>> needs) {
    Graph graph = new Graph(needs);

    Map<Integer, Graph.Placed> places = new HashMap<>();
    for (Graph.Placed place : graph.places()) {
      places.put(place.index(), place);
      assertThat(place.x() + Graph.WIDTH).isLessThanOrEqualTo(graph.width());
      assertThat(place.y() + Graph.HEIGHT).isLessThanOrEqualTo(graph.height());
    }
    assertThat(places).hasSize(needs.size());
    for (Graph.Placed one : graph.places()) {
      for (Graph.Placed other : graph.places()) {
        assertThat(
                one.index() == other.index()
                    || Math.abs(one.x() - other.x()) >= Graph.WIDTH
                    || Math.abs(one.y() - other.y()) >= Graph.HEIGHT)
            .isTrue();
      }
    }
    for (Graph.Arrow arrow : graph.arrows()) {
      assertThat(needs.get(arrow.to())).contains(arrow.from());
      assertThat(at(places, arrow.from()).x() + Graph.WIDTH).isLessThan(at(places, arrow.to()).x());
    }
  }

  private static Graph.Placed at(Map<Integer, Graph.Placed> places, int index) {
    return places.getOrDefault(index, new Graph.Placed(index, Integer.MAX_VALUE, 0));
  }

  @Provide
  Arbitrary<List<Set<Integer>>> needs() {
    return Arbitraries.integers()
        .between(1, 14)
        .flatMap(
            size ->
                Arbitraries.integers()
                    .between(0, size - 1)
                    .set()
                    .ofMaxSize(3)
                    .list()
                    .ofSize(size)
                    .map(ArrayList::new));
  }
}
