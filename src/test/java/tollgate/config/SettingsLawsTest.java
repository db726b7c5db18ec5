package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tollgate.config.read.HostileText;
import tollgate.text.Characters;

class SettingsLawsTest {
  /** Places where a text can stand, with {@code @} for the text in double quotes. */
  private static final List<String> PLACES =
      List.of(
          "project: @",
          "owner: @",
          "labels: {team: @}",
          "labels: {@: team}",
          "lake: {buckets: [{purpose: @}]}",
          "lake: {datasets: [{id: @}]}",
          "orchestrator: {users: [@]}",
          "orchestrator: {users: [\"user:ada@acme.example\"], image: @}",
          "waivers: [{rule: cost/filestore, address: @, reason: @, owner: a@b.example, expires:"
              + " 2027-01-31}]",
          "state: {backend: gcs, bucket: my-bucket, prefix: @}",
          "environments: {@: {protect: true}}");

  @Property(tries = 2000)
  void a_text_is_refused_or_harmless_in_every_field(
      @ForAll("places") String place, @ForAll("texts") String text) throws Exception {
    String yaml = Yaml.with(place.replaceAll("@(?=[ ,:}\\]]|$)", quote(text)));
    Settings settings;
    try {
      settings = SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty());
    } catch (SettingsException refused) {
      assertThat(refused.problems())
          .isNotEmpty()
          .allSatisfy(
              problem ->
                  assertThat(problem.toString().codePoints()).allMatch(Characters::readable));
      return;
    }
    for (String held : texts(settings)) {
      assertThat(HostileText.fault(held)).as(held).isEmpty();
    }
  }

  @Property(tries = 1000)
  void any_file_is_settings_or_problems(@ForAll("files") String yaml) {
    try {
      SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty());
    } catch (SettingsException refused) {
      assertThat(refused.problems()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> places() {
    return Arbitraries.of(PLACES);
  }

  /** Every character of Unicode, with the dangerous ones often. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, Arbitraries.strings().alpha().numeric().ofMaxLength(8)),
            net.jqwik.api.Tuple.of(
                3,
                Arbitraries.of(
                    "${",
                    "%{",
                    "}",
                    "\u001b[31m",
                    "\n",
                    "\r",
                    "\u202e",
                    "\u2066",
                    "\0",
                    "\u0085",
                    "\u2028",
                    "user:",
                    "@",
                    ".example",
                    "*",
                    "/",
                    "-",
                    "_",
                    ":",
                    "0.9",
                    "$",
                    "#{TfToken[")),
            net.jqwik.api.Tuple.of(2, Arbitraries.strings().all().ofMaxLength(6)));
    return piece.list().ofMaxSize(5).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> files() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "project",
            "lake",
            "buckets",
            "environments",
            "owner",
            ":",
            ": ",
            "\n",
            "\n  ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ",",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!int ",
            "|\n",
            ">-\n",
            "#",
            "---\n",
            "...\n",
            "%YAML 1.2\n",
            "? ",
            "<<",
            "null",
            "~",
            "1",
            "\t",
            "\u00e9",
            "${x}",
            "a: b\n");
    return piece.list().ofMaxSize(30).map(pieces -> String.join("", pieces));
  }

  /** The text as a YAML string between double quotes, every character as an escape. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> quoted.append("\\\\U").append("%08x".formatted(point)));
    return quoted.append('"').toString();
  }

  /** Every text anywhere in a record. */
  private static List<String> texts(Object value) throws ReflectiveOperationException {
    List<String> found = new ArrayList<>();
    collect(value, found);
    return found;
  }

  private static void collect(Object value, List<String> found)
      throws ReflectiveOperationException {
    if (value instanceof String text) {
      found.add(text);
    } else if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        collect(optional.get(), found);
      }
    } else if (value instanceof Map<?, ?> map) {
      collect(List.copyOf(map.keySet()), found);
      collect(List.copyOf(map.values()), found);
    } else if (value instanceof List<?> list) {
      for (Object each : list) {
        collect(each, found);
      }
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        collect(component.getAccessor().invoke(value), found);
      }
    } else {
      found.add(value.toString());
    }
  }
}
