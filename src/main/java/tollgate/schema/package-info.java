/**
 * What the google provider takes and gives, read from the one schema file that ships with the
 * program.
 *
 * <p>In: {@code google.schema.json.gz} on the class path. Out: {@link Schema}, which parses a
 * resource type only when somebody asks for it.
 */
@NullMarked
package tollgate.schema;

import org.jspecify.annotations.NullMarked;
