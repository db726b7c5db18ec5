package tollgate.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The google provider's resource types and data sources. Opening unpacks the file (3.8 MB) and
 * notes where each type lies; a type is parsed at its first use. Safe for use by several threads.
 */
public final class Schema {
  private static final String FILE = "google.schema.json.gz";
  static final String ADDRESS = "registry.terraform.io/hashicorp/google";

  /** It stands before the schemas. */
  private static final Pattern VERSION =
      Pattern.compile("\"provider_versions\":\\{\"[^\"]*\":\"([0-9A-Za-z.+-]+)\"");

  private final byte[] json;
  private final Map<String, JsonIndex.Range> resources;
  private final Map<String, JsonIndex.Range> dataSources;
  private final Map<String, JsonIndex.Range> provider;
  private final String providerVersion;
  private final Map<String, ResourceSchema> parsedResources = new ConcurrentHashMap<>();
  private final Map<String, ResourceSchema> parsedDataSources = new ConcurrentHashMap<>();
  private final Map<String, Block> parsedProvider = new ConcurrentHashMap<>();

  private Schema(byte[] json) {
    this.json = json;
    Map<String, Map<String, JsonIndex.Range>> sections =
        JsonIndex.sections(json, "provider_schemas", ADDRESS);
    this.resources = section(sections, "resource_schemas");
    this.dataSources = section(sections, "data_source_schemas");
    this.provider = section(sections, "provider");
    Matcher version =
        VERSION.matcher(new String(json, 0, Math.min(json.length, 512), StandardCharsets.UTF_8));
    this.providerVersion = version.find() ? version.group(1) : "unknown";
  }

  /** The shipped schema; opened at the first call, the same object afterwards. */
  public static Schema google() {
    return Shipped.SCHEMA;
  }

  /** The version of the google provider that this describes, {@code 7.45.0}. */
  public String providerVersion() {
    return providerVersion;
  }

  /** The resource type of that name, e.g. {@code google_storage_bucket}. */
  public Optional<ResourceSchema> resource(String type) {
    return find(type, resources, parsedResources);
  }

  /** Names of all resource types, sorted. */
  public Set<String> resourceTypes() {
    return Collections.unmodifiableSet(resources.keySet());
  }

  /** The data source of that name. */
  public Optional<ResourceSchema> dataSource(String type) {
    return find(type, dataSources, parsedDataSources);
  }

  /** Names of all data sources, sorted. */
  public Set<String> dataSourceTypes() {
    return Collections.unmodifiableSet(dataSources.keySet());
  }

  /** The arguments of the provider block itself. */
  public Block provider() {
    JsonIndex.Range block = provider.get("block");
    if (block == null) {
      throw new IllegalStateException("the shipped schema file has no provider block");
    }
    return parsedProvider.computeIfAbsent("block", name -> SchemaParser.block(read(block)));
  }

  private Optional<ResourceSchema> find(
      String type, Map<String, JsonIndex.Range> ranges, Map<String, ResourceSchema> parsed) {
    JsonIndex.Range range = ranges.get(type);
    return range == null
        ? Optional.empty()
        : Optional.of(parsed.computeIfAbsent(type, name -> parse(name, range)));
  }

  private ResourceSchema parse(String type, JsonIndex.Range range) {
    return SchemaParser.resource(type, read(range));
  }

  private JsonNode read(JsonIndex.Range range) {
    try {
      return JsonTree.read(json, range.start(), range.length());
    } catch (IOException broken) {
      throw new UncheckedIOException("the shipped schema file is broken", broken);
    }
  }

  private static Map<String, JsonIndex.Range> section(
      Map<String, Map<String, JsonIndex.Range>> sections, String name) {
    Map<String, JsonIndex.Range> section = sections.get(name);
    if (section == null) {
      throw new IllegalStateException("the shipped schema file has no " + name);
    }
    return section;
  }

  /** Opened when first touched, by whichever thread that is. */
  private static final class Shipped {
    static final Schema SCHEMA = open();

    private static Schema open() {
      try (InputStream file = Schema.class.getResourceAsStream(FILE)) {
        if (file == null) {
          throw new IllegalStateException(FILE + " is missing from the program's class path");
        }
        try (InputStream unpacked = new GZIPInputStream(file, 1 << 16)) {
          return new Schema(unpacked.readAllBytes());
        }
      } catch (IOException broken) {
        throw new UncheckedIOException("the shipped file " + FILE + " cannot be read", broken);
      }
    }
  }
}
