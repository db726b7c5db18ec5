package tollgate.config;

import java.util.List;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;

/** Who may read and who may write one thing: nobody is in both lists, as writers also read. */
final class Access {
  private Access() {}

  /** A field of those who may read. */
  static Field<List<Principal>> readers(String meaning) {
    return principals("readers").means(meaning).like("[\"group:analysts@acme.example\"]");
  }

  /**
   * A field of those who may also write.
   *
   * @param like a service account's id, for the example
   */
  static Field<List<Principal>> writers(String meaning, String like) {
    return principals("writers")
        .means(meaning)
        .like("[\"serviceAccount:%s@acme-apps.iam.gserviceaccount.com\"]".formatted(like));
  }

  /** A field of up to 50 principals, none by default. */
  static Field<List<Principal>> principals(String name) {
    return Field.of(name, new Lists<>("principals", Principal.KIND, 0, 50)).orElse(List.of());
  }

  static void check(Faults faults, List<Principal> readers, List<Principal> writers) {
    for (int i = 0; i < readers.size(); i++) {
      faults.unless(
          !writers.contains(readers.get(i)),
          "a writer may read as well. Name each principal in one of the two lists.",
          "readers[" + i + "]",
          "writers");
    }
  }
}
