package tollgate.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;

/**
 * Where Terraform keeps its state.
 *
 * @param backend a file on this machine, or a bucket that locks
 * @param bucket the bucket of a gcs backend; empty for a local one
 * @param prefix folder in the bucket
 */
public record State(Backend backend, Optional<String> bucket, String prefix) {

  /** The kinds of backend. */
  public enum Backend {
    LOCAL,
    GCS
  }

  private static final Pattern BUCKET_NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]");
  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*");

  private static final Field<Backend> BACKEND =
      Field.of("backend", new Choice<>(Backend.class))
          .orElse(Backend.LOCAL)
          .means("Where the state is kept: a file on this machine, or a bucket with locking.")
          .like("gcs");
  private static final Field<Optional<String>> BUCKET =
      Field.maybe(
              "bucket",
              Kind.text(
                  "bucket name",
                  text ->
                      matching(BUCKET_NAME, text, "bucket name. Write it as in acme-data-tfstate."),
                  Kind.matching("^" + BUCKET_NAME + "$")))
          .means("The bucket of the gcs backend; it must exist.")
          .like("acme-data-tfstate");
  private static final Field<String> PREFIX =
      Field.of(
              "prefix",
              Kind.text(
                  "folder",
                  text -> matching(FOLDER, text, "folder. Write it as in team/tollgate."),
                  Kind.matching("^" + FOLDER + "$")))
          .orElse("tollgate")
          .means("Folder in the bucket; every stack and environment gets its own below it.")
          .like("tollgate");

  static final Shape<State> SHAPE =
      new Shape<>(
          "state",
          "Where Terraform keeps its state.",
          List.of(BACKEND, BUCKET, PREFIX),
          in -> new State(in.get(BACKEND), in.get(BUCKET), in.get(PREFIX)));

  /** A file on this machine. */
  static final State DEFAULT = SHAPE.ofDefaults();

  public State {
    new Faults()
        .check(BUCKET, bucket)
        .check(PREFIX, prefix)
        .unless(
            backend == Backend.LOCAL || bucket.isPresent(),
            "the gcs backend needs a bucket. Add bucket: NAME.",
            "backend",
            "bucket")
        .unless(
            backend == Backend.GCS || bucket.isEmpty(),
            "a local state has no bucket. Write backend: gcs, or leave the bucket out.",
            "bucket",
            "backend")
        .raise();
  }

  private static String matching(Pattern shape, String text, String rest) {
    if (text.length() > 200 || !shape.matcher(text).matches()) {
      throw new IllegalArgumentException(Shown.quoted(text) + " is no " + rest);
    }
    return text;
  }
}
