package tollgate.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.config.read.Shown;
import tollgate.schema.Schema;
import tollgate.schema.WantedTypes;
import tollgate.schema.WantedTypes.Wanted;
import tollgate.text.Nearest;
import tollgate.workflow.StopException;

/** Lists and adds the types that get a typed class. */
final class BindingsRun {
  static final String NEXT =
      "The classes are made by the next build: ./tollgate synth, or ./mvnw test.";

  private final Rim rim;
  private final Checkout checkout;

  BindingsRun(Rim rim) {
    this.rim = rim;
    this.checkout = Checkout.around(rim.directory());
  }

  ExitCode list() {
    Schema schema = Schema.google();
    List<Wanted> all = wanted(checkout).all();
    for (Wanted each : all) {
      rim.out().println(Shown.bare(each.name()));
    }
    rim.err()
        .println(
            "%d of %d types of google %s have a typed class."
                .formatted(
                    all.size(),
                    schema.resourceTypes().size() + schema.dataSourceTypes().size(),
                    schema.providerVersion()));
    return ExitCode.FINE;
  }

  ExitCode add(List<String> names) {
    WantedTypes before = wanted(checkout);
    WantedTypes wanted = before;
    List<String> added = new ArrayList<>();
    for (String name : names) {
      Wanted type = new Wanted(name, 0);
      known(type);
      if (wanted.all().stream().noneMatch(each -> each.name().equals(name))) {
        wanted = wanted.with(name);
        added.add(name);
      }
    }
    if (added.isEmpty()) {
      rim.err().println("They are there already: nothing was changed.");
      return ExitCode.FINE;
    }
    checkout.replace(checkout.wanted(), wanted.text().getBytes(StandardCharsets.UTF_8));
    rim.err()
        .println(
            "%s has %s now. %s"
                .formatted(checkout.shown(checkout.wanted()), String.join(", ", added), NEXT));
    return ExitCode.FINE;
  }

  /** Stops with the nearest name when the provider has no such type. */
  static void known(Wanted wanted) {
    Schema schema = Schema.google();
    Set<String> types = wanted.isDataSource() ? schema.dataSourceTypes() : schema.resourceTypes();
    if (types.contains(wanted.type())) {
      return;
    }
    String prefix = wanted.isDataSource() ? "data." : "";
    String hint =
        Nearest.to(wanted.type(), types)
            .map(near -> prefix + near)
            .or(() -> other(wanted, schema))
            .map(near -> "did you mean %s?".formatted(near))
            .orElse("its documentation lists them.");
    throw new StopException(
        StopException.Reason.USAGE,
        "google %s has no %s %s; nothing was changed: %s"
            .formatted(
                schema.providerVersion(),
                wanted.isDataSource() ? "data source" : "resource type",
                Shown.quoted(wanted.type()),
                hint));
  }

  /** A resource type that was asked for as a data source, or the other way round. */
  private static Optional<String> other(Wanted wanted, Schema schema) {
    if (wanted.isDataSource()) {
      return Optional.of(wanted.type()).filter(schema.resourceTypes()::contains);
    }
    return Optional.of(wanted.type())
        .filter(schema.dataSourceTypes()::contains)
        .map(type -> "data." + type);
  }

  static WantedTypes wanted(Checkout checkout) {
    try {
      return new WantedTypes(Files.readString(checkout.wanted()));
    } catch (IOException unreadable) {
      throw new StopException(
          StopException.Reason.USAGE,
          "%s cannot be read: restore it from version control."
              .formatted(checkout.shown(checkout.wanted())));
    }
  }
}
