package tollgate.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Runs of the program inside this JVM, with streams of their own. */
record Runs(Path directory, Map<String, String> environment, Terminal terminal, String input) {

  /** A lake alone: quick to synthesize and to plan. */
  static final String LAKE =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      lake:
        buckets: [{purpose: landing, expire_days: 30}]
      """;

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  /** What a run left behind. */
  record Ran(int exit, String out, String err) {
    String all() {
      return "exit %d%n--- stdout%n%s%n--- stderr%n%s".formatted(exit, out, err);
    }
  }

  /** In a directory without settings, without a terminal. */
  static Runs in(Path directory) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("CI");
    environment.remove("NO_COLOR");
    return new Runs(directory, environment, Terminal.NONE, "");
  }

  Runs with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Runs(directory, more, terminal, input);
  }

  /** With somebody at a terminal who types this. */
  Runs typing(String text) {
    return new Runs(directory, environment, new Terminal(true, true, true, 100), text);
  }

  Runs settings(String yaml) {
    try {
      Files.writeString(directory.resolve("tollgate.yaml"), yaml);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ran run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return run(out, arguments);
  }

  private Ran run(ByteArrayOutputStream out, String... arguments) {
    return run(NOON, out, arguments);
  }

  /** With another clock than the tests' usual one. */
  Ran at(Clock clock, String... arguments) {
    return run(clock, new ByteArrayOutputStream(), arguments);
  }

  private Ran run(Clock clock, ByteArrayOutputStream out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = exit(clock, out, err, arguments);
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  int exit(OutputStream out, OutputStream err, String... arguments) {
    return exit(NOON, out, err, arguments);
  }

  private int exit(Clock clock, OutputStream out, OutputStream err, String... arguments) {
    Rim rim =
        new Rim(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            directory,
            terminal,
            clock,
            new LastWords());
    return new Tollgate(rim).run(arguments);
  }
}
