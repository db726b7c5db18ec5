package tollgate.config;

import java.util.List;
import tollgate.config.read.Faults;

/** Who may read and who may write one thing: nobody is in both lists, as writers also read. */
final class Access {
  private Access() {}

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
