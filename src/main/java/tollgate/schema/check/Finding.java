package tollgate.schema.check;

/**
 * What Terraform would refuse in a configuration.
 *
 * @param address of the block it is in: {@code google_storage_bucket.lake}, {@code
 *     data.google_project.this}, {@code provider.google}, {@code output.url}
 * @param what in the words of Terraform or of the provider; may hold text of the configuration, and
 *     control characters with it, but no value of a sensitive argument
 */
public record Finding(String address, String what) {}
