package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.sandbox.value.Digests;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Cloud Storage and secrets. */
final class Storage {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "new content gives an object new hashes and a new generation",
              "google_storage_bucket_object",
              Storage::contents),
          Behaviour.of(
              "a lock on the retention of objects is taken off by a replacement only",
              "google_storage_bucket",
              draft -> {
                String lock = "retention_policy.0.is_locked";
                if (draft.old(lock).isTrue() && draft.now(lock).isZero()) {
                  draft.forceNew(lock);
                }
              }),
          Behaviour.of(
              "a filter that is switched off and no longer written loses its networks",
              "google_storage_bucket",
              draft -> {
                if (draft.written("ip_filter").isZero() && !draft.old("ip_filter").isZero()) {
                  Stream.of("public_network_source", "vpc_network_sources")
                      .map("ip_filter.0."::concat)
                      .filter(each -> !draft.now(each).isZero())
                      .forEach(each -> draft.set(each, Values.EMPTY_LIST));
                }
              }),
          replacedBy("google_secret_manager_secret_version", "secret_data"),
          replacedBy("google_secret_manager_secret_version", "secret_data_wo_version"));

  private Storage() {}

  private static void contents(Draft draft) {
    boolean hashGiven =
        draft.written("source_md5hash").isUnknown()
            || !same(draft.written("source_md5hash"), draft.old("source_md5hash"));
    Optional<String> hash = hash(draft);
    boolean other =
        hashGiven || (hash.isPresent() && !hash.get().equals(draft.old("md5hash").textOrEmpty()));
    if (!draft.creating() && other) {
      List.of("md5hash", "crc32c", "generation").forEach(draft::unknown);
    }
  }

  private static boolean same(Value one, Value other) {
    return one.equals(other) || (one.isZero() && other.isZero());
  }

  /**
   * Whether an object's hash need not be looked at: another is given, or the content is what it
   * was.
   */
  static boolean hashSettled(Draft draft, Value old) {
    Value given = draft.written("source_md5hash");
    return given.isUnknown()
        || !given.isZero()
        || hash(draft).filter(old.textOrEmpty()::equals).isPresent();
  }

  /** MD5 of the object's content in base64; empty where the content is in a file or not known. */
  private static Optional<String> hash(Draft draft) {
    Value written = draft.written("content");
    Value content = written.isNull() ? draft.old("content") : written;
    return content
        .asText()
        .filter(text -> written.isPresent() || !text.isEmpty())
        .map(Digests::md5);
  }

  private static Behaviour replacedBy(String type, String attribute) {
    return Behaviour.of(
        "another " + attribute + " replaces the version",
        type,
        draft -> {
          if (!draft.creating() && draft.changes(attribute)) {
            draft.forceNew(attribute);
          }
        });
  }
}
