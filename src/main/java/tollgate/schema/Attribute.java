package tollgate.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One argument or result of a resource.
 *
 * @param type Terraform's type in its JSON spelling: {@code "string"}, {@code ["list","string"]},
 *     {@code ["set",["object",{…}]]}
 * @param forceNew a change replaces the resource
 * @param diffSuppress the provider takes some different spellings for the same value
 * @param defaultValue what the provider plans when the argument is absent
 * @param oneOf the strings allowed; empty when any is
 * @param pattern a regular expression (RE2 syntax) that a string must match somewhere
 */
public record Attribute(
    String name,
    JsonNode type,
    boolean required,
    boolean optional,
    boolean computed,
    boolean sensitive,
    boolean writeOnly,
    boolean forceNew,
    boolean deprecated,
    boolean diffSuppress,
    Optional<JsonNode> defaultValue,
    List<String> oneOf,
    Optional<String> pattern,
    Optional<BigDecimal> minimum,
    Optional<BigDecimal> maximum,
    Relations relations) {

  public Attribute {
    oneOf = List.copyOf(oneOf);
  }

  /** True when it can be written in a configuration. */
  public boolean settable() {
    return required || optional;
  }
}
