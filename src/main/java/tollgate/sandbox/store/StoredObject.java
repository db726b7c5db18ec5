package tollgate.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One thing that exists in the sandbox.
 *
 * @param state its attributes, in the JSON form of a Terraform state
 */
public record StoredObject(String type, String id, Instant created, JsonNode state) {}
