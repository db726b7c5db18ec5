package tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tollgate.config.read.Shown;
import tollgate.schema.Schema;
import tollgate.schema.SchemaDiff;
import tollgate.schema.SchemaDiff.Change;
import tollgate.schema.SchemaDump;
import tollgate.schema.WantedTypes.Wanted;
import tollgate.workflow.StopException;

/** Replaces the shipped schema by that of another version of the provider. */
final class BindingsUpdate {
  /** The whole google provider with all descriptions is a tenth of that. */
  private static final long LARGEST = 256L << 20;

  private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]*");
  private static final Pattern LOCKED =
      Pattern.compile(
          "provider \"[^\"]*/hashicorp/google\" \\{\\s*version\\s*=\\s*\"([0-9A-Za-z.+-]+)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rim rim;
  private final Checkout checkout;
  private final Path file;
  private final String version;
  private final List<String> types;
  private final Consent consent;

  /**
   * @param version of the provider; empty for that of the lock file beside the schema
   * @param types to show in full; empty for those in use
   */
  BindingsUpdate(Rim rim, Path file, String version, List<String> types, Consent consent) {
    this.rim = rim;
    this.checkout = Checkout.around(rim.directory());
    this.file = rim.directory().resolve(file);
    this.version = version;
    this.types = types;
    this.consent = consent;
  }

  ExitCode run() {
    String after = version();
    JsonNode shipped = shipped();
    SchemaDump.Cut cut = cut(shipped, after);
    SchemaDiff diff = SchemaDiff.between(shipped, cut.root());
    String before = Schema.google().providerVersion();
    Set<String> inUse = inUse(diff, after);
    rim.out().print(report(before, after, diff, inUse, cut));
    if (cut.root().equals(shipped)) {
      rim.err().println("That is what is in use already: nothing was changed.");
      return ExitCode.FINE;
    }
    byte[] packed = packed(cut.root());
    consent.ordinary(
        "Shall %s describe google %s from now on?"
            .formatted(checkout.shown(checkout.schema()), after));
    checkout.replace(checkout.schema(), packed);
    rim.err()
        .println(
            "%s describes google %s. %s Then ./mvnw verify says what else the new version touches."
                .formatted(checkout.shown(checkout.schema()), after, BindingsRun.NEXT));
    return ExitCode.FINE;
  }

  private String version() {
    if (!version.isEmpty()) {
      if (!VERSION.matcher(version).matches()) {
        throw usage(
            "--provider-version %s is no version: write one such as 7.46.0."
                .formatted(Shown.quoted(version)));
      }
      return version;
    }
    Path lock = file.resolveSibling(".terraform.lock.hcl");
    try {
      if (Files.isRegularFile(lock)) {
        Matcher locked = LOCKED.matcher(Files.readString(lock));
        if (locked.find() && VERSION.matcher(locked.group(1)).matches()) {
          return locked.group(1);
        }
      }
    } catch (IOException unreadable) {
      // The same as none.
    }
    throw usage(
        "A schema does not say its provider's version, and no .terraform.lock.hcl beside it does:"
            + " add --provider-version, with what terraform version shows.");
  }

  private JsonNode shipped() {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(checkout.schema()))) {
      return JSON.readTree(in);
    } catch (IOException broken) {
      throw usage(
          "%s cannot be read: restore it from version control."
              .formatted(checkout.shown(checkout.schema())));
    }
  }

  private SchemaDump.Cut cut(JsonNode shipped, String after) {
    String name = Shown.whole(file.getFileName().toString());
    try {
      if (Files.size(file) > LARGEST) {
        throw usage("%s is too large to be a provider's schema.".formatted(name));
      }
      return SchemaDump.cut(JSON.readTree(file.toFile()), shipped, after);
    } catch (IOException unreadable) {
      throw usage(
          "%s cannot be read as JSON: write it with terraform providers schema -json > %s."
              .formatted(name, name));
    } catch (IllegalArgumentException other) {
      throw usage(
          "%s is of no use: %s.".formatted(name, Shown.whole(String.valueOf(other.getMessage()))));
    }
  }

  /** The types to show; stops when one that must have a class is gone. */
  private Set<String> inUse(SchemaDiff diff, String after) {
    Set<String> inUse = new LinkedHashSet<>();
    for (Wanted each : BindingsRun.wanted(checkout).all()) {
      if (diff.removed().contains(each.name())) {
        throw usage(
            "google %s has no %s any more, which bindings/resources.txt:%d names: take it out of the stacks and that line away first. Nothing was changed."
                .formatted(after, Shown.bare(each.name()), each.line()));
      }
      inUse.add(each.name());
    }
    for (String type : types) {
      if (!diff.added().contains(type) && !diff.removed().contains(type)) {
        BindingsRun.known(new Wanted(type, 0));
      }
    }
    return types.isEmpty() ? inUse : new LinkedHashSet<>(types);
  }

  private static String report(
      String before, String after, SchemaDiff diff, Set<String> shown, SchemaDump.Cut cut) {
    StringBuilder text = new StringBuilder("google %s -> %s\n".formatted(before, after));
    int same = 0;
    for (String type : shown) {
      List<Change> changes = diff.changed().getOrDefault(type, List.of());
      if (diff.added().contains(type) || diff.removed().contains(type)) {
        text.append(Shown.bare(type))
            .append(diff.added().contains(type) ? " is new\n" : " is gone\n");
      } else if (changes.isEmpty()) {
        same++;
      } else {
        text.append(Shown.bare(type)).append('\n');
        changes.forEach(
            each -> text.append("  ").append(Shown.whole(each.toString())).append('\n'));
      }
    }
    text.append("%d of these %d types are as they were.\n".formatted(same, shown.size()));
    Map<SchemaDiff.Kind, Long> elsewhere = diff.counts(shown);
    text.append(
        "Elsewhere: %d types new, %d gone, %d changed (arguments: %d new, %d gone, %d of another type, %d otherwise).\n"
            .formatted(
                diff.added().stream().filter(type -> !shown.contains(type)).count(),
                diff.removed().stream().filter(type -> !shown.contains(type)).count(),
                diff.changed().keySet().stream().filter(type -> !shown.contains(type)).count(),
                elsewhere.getOrDefault(SchemaDiff.Kind.ADDED, 0L),
                elsewhere.getOrDefault(SchemaDiff.Kind.REMOVED, 0L),
                elsewhere.getOrDefault(SchemaDiff.Kind.RETYPED, 0L),
                elsewhere.getOrDefault(SchemaDiff.Kind.CHANGED, 0L)));
    text.append(
        "What a change replaces, defaults and allowed values are no part of such a schema: kept for %d arguments and blocks, unknown for %d, which count as changeable in place and without any.\n"
            .formatted(cut.known(), cut.unknown()));
    return text.toString();
  }

  /** The same content gives the same bytes. */
  private static byte[] packed(JsonNode root) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed =
        new GZIPOutputStream(out) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      JSON.writeValue(packed, root);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static StopException usage(String sentence) {
    return new StopException(StopException.Reason.USAGE, sentence);
  }
}
