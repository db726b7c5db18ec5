package tollgate.config.read;

/**
 * Where a value stands.
 *
 * @param line counted from 1
 * @param path keys from the top, as in {@code lake.buckets[1].purpose}; empty for the whole file
 */
public record Place(int line, String path) {

  /** The place of a key below this one. */
  Place key(int keyLine, String key) {
    return new Place(keyLine, path.isEmpty() ? key : path + "." + key);
  }

  /** The place of an item of the list that stands here. */
  Place item(int itemLine, int index) {
    return new Place(itemLine, path + "[" + index + "]");
  }
}
