package tollgate.sandbox.behaviour;

import java.util.List;

/** Cloud Storage and secrets. */
final class Storage {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "new content gives an object new hashes and a new generation",
              "google_storage_bucket_object",
              draft -> {
                boolean content = draft.changes("content") && draft.now("content").isPresent();
                if (!draft.creating() && (content || draft.changes("source_md5hash"))) {
                  List.of("md5hash", "crc32c", "generation").forEach(draft::unknown);
                }
              }),
          Behaviour.of(
              "a lock on the retention of objects is taken off by a replacement only",
              "google_storage_bucket",
              draft -> {
                String lock = "retention_policy.0.is_locked";
                if (draft.old(lock).isTrue() && draft.now(lock).isZero()) {
                  draft.forceNew(lock);
                }
              }),
          replacedBy("google_secret_manager_secret_version", "secret_data"),
          replacedBy("google_secret_manager_secret_version", "secret_data_wo_version"));

  private Storage() {}

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
