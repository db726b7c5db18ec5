package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tollgate.Shared;

/** The lists of regions and machine types name what the price facts name. */
class KnownNamesTest {

  private static List<String> firstCells(String file) throws IOException {
    Optional<Path> shared = Shared.dir();
    assumeThat(shared).as(Shared.ABSENT).isPresent();
    try (var lines = Files.lines(shared.orElseThrow().resolve("prices").resolve(file))) {
      return lines.map(line -> line.substring(0, line.indexOf(','))).distinct().toList();
    }
  }

  @Test
  void every_region_with_prices_is_known_and_no_other() throws IOException {
    assertThat(Regions.names())
        .containsExactlyInAnyOrderElementsOf(
            firstCells("regions.csv").stream().filter(name -> name.contains("-")).toList());
  }

  @Test
  void every_machine_type_with_a_price_is_known_and_no_other() throws IOException {
    List<String> priced =
        firstCells("prices.csv").stream()
            .filter(sku -> sku.startsWith("compute.machine."))
            .map(sku -> sku.substring("compute.machine.".length(), sku.indexOf(".hour")))
            .toList();

    assertThat(new TreeSet<>(MachineTypes.names())).isEqualTo(new TreeSet<>(priced));
  }

  @Test
  void the_memory_of_every_machine_type_but_the_largest_is_known() {
    assertThat(MachineTypes.names())
        .filteredOn(name -> new MachineType(name).mebibytes().isEmpty())
        .allMatch(name -> name.startsWith("a2-") || name.startsWith("t2a-"));
    assertThat(new MachineType("e2-standard-2").mebibytes()).hasValue(8192);
    assertThat(new MachineType("n1-standard-1").mebibytes()).hasValue(3840);
    assertThat(new MachineType("c4-standard-4-lssd").mebibytes()).hasValue(15_360);
    assertThat(new MachineType("e2-custom-2-4096").mebibytes()).hasValue(4096);
    assertThat(new MachineType("custom-2-13312-ext").mebibytes()).hasValue(13_312);
  }
}
