package tollgate.report;

import java.util.Optional;
import tollgate.plan.Address;

/** Tells where a resource is written. */
@FunctionalInterface
public interface Sources {

  /** Knows of no place. */
  Sources NONE = (stack, address) -> Optional.empty();

  /**
   * A place in a file.
   *
   * @param uri of the file, relative to the project's directory
   * @param line from 1; 0 when only the file is known
   */
  record Place(String uri, int line) {}

  /** The place of a resource; for an empty address that of the whole stack. */
  Optional<Place> of(String stack, Optional<Address> address);
}
