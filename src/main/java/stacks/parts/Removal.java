package stacks.parts;

/**
 * What may go in this run, beyond what the settings allow. Terraform takes such flags from its
 * state, so they are applied before anything is destroyed.
 *
 * @param unprotect lifts the protection that the settings ask for
 * @param deleteData lets full buckets and datasets be deleted with what they hold
 */
public record Removal(boolean unprotect, boolean deleteData) {
  /** What the settings say, and full buckets stay. */
  public static final Removal NONE = new Removal(false, false);
}
