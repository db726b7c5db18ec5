package tollgate.sandbox.provider;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.cloud.ProjectNumber;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.text.Sha256;

/**
 * Plausible values for what Google decides. Derived from the resource and the attribute's name, so
 * that the same resource gets the same ones again; only times come from the clock.
 */
final class Invention {
  private static final String INVENTED = "sandbox-";

  private static final Pattern IN_PROJECT = Pattern.compile("projects/([^/]+)/");

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          Map.entry("state", "ACTIVE"),
          Map.entry("status", "READY"),
          Map.entry("lifecycle_state", "ACTIVE"),
          Map.entry("current_status", "RUNNING"),
          Map.entry("kind", "sandbox#resource"),
          Map.entry("network_tier", "PREMIUM"),
          Map.entry("nic_type", "VIRTIO_NET"),
          Map.entry("stack_type", "IPV4_ONLY"),
          Map.entry("cpu_platform", "Intel Broadwell"),
          Map.entry("min_cpu_platform", ""),
          Map.entry("default_collation", ""),
          Map.entry("host", ""),
          Map.entry("rpo", "DEFAULT"),
          Map.entry("public_access_prevention", "inherited"));

  private final ProviderBlock provider;
  private final Instant now;
  private final String seed;

  Invention(ProviderBlock provider, Instant now, String seed) {
    this.provider = provider;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
    this.seed = seed;
  }

  /**
   * A value for a text argument that nobody wrote. Google answers most of those with nothing: an
   * invented text would be read as a choice, a replica's primary say.
   */
  String unwritten(String type, String path, Value resource) {
    String text = text(type, path, resource);
    String name = path.substring(path.lastIndexOf('.') + 1);
    return text.startsWith(INVENTED) && !name.equals("name") && !name.endsWith("_id") ? "" : text;
  }

  /** A value for an element of a list of texts. */
  String element(String type, String path, int index, Value resource) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (name.equals("name_servers")) {
      // As Google names them: ns-cloud-a1 to ns-cloud-a4, the letter by zone.
      char letter = (char) ('a' + (hash(path)[0] & 0x03));
      return "ns-cloud-%c%d.googledomains.com.".formatted(letter, index + 1);
    }
    String one =
        name.endsWith("sses")
            ? name.substring(0, name.length() - 2)
            : name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    return text(type, path + "." + index + "." + one, resource);
  }

  /** A value for a text attribute of that resource. */
  String text(String type, String path, Value resource) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    String fixed = FIXED.get(name);
    if (fixed != null) {
      return fixed;
    }
    switch (name) {
      case "project" -> {
        return provider.project().orElse("sandbox-project");
      }
      case "subnetwork_project" -> {
        return ofSubnetwork(path.substring(0, path.length() - "_project".length()), resource);
      }
      case "project_number", "number" -> {
        return projectNumber();
      }
      case "region" -> {
        return region(resource);
      }
      case "zone" -> {
        return provider.zone().orElse(region(resource) + "-a");
      }
      case "location" -> {
        return provider.region().orElse("us-central1");
      }
      case "unique_id", "generated_id", "instance_id", "disk_id", "image_id", "network_id" -> {
        return digits(path, 21);
      }
      case "uid" -> {
        return uuid(path);
      }
      case "deletion_policy" -> {
        return provider.deletionPolicyOf(type);
      }
      case "etag" -> {
        return Base64.getEncoder().encodeToString(hash(path)).substring(0, 11) + "=";
      }
      default -> {}
    }
    if (name.endsWith("_time") || name.endsWith("_timestamp") || name.equals("time_created")) {
      return now.toString();
    }
    if (name.contains("ipv6_address")) {
      // 2001:db8::/32 is set aside for documentation.
      return "2001:db8::%s".formatted(hex(path, 4));
    }
    if (name.contains("ip_address")
        || name.contains("ipv4_address")
        || name.endsWith("_ip")
        || name.equals("address")) {
      return address(path, name);
    }
    if (name.endsWith("url") || name.endsWith("uri") || name.endsWith("link")) {
      return "https://sandbox.invalid/" + type + "/" + hex(path, 12);
    }
    if (name.contains("email")
        || name.contains("writer_identity")
        || name.contains("service_account")) {
      return "serviceaccount-%s@sandbox-project.iam.gserviceaccount.com".formatted(hex(path, 8));
    }
    return INVENTED + hex(path, 12);
  }

  /** A number for an attribute: ids are long, everything else is one. */
  BigDecimal number(String path) {
    return path.endsWith("_id") || path.endsWith("number")
        ? new BigDecimal(digits(path, 12))
        : BigDecimal.ONE;
  }

  /** Twelve digits that belong to the provider's project. */
  String projectNumber() {
    return projectNumber(provider.project().orElse("sandbox-project"));
  }

  static String projectNumber(String project) {
    return ProjectNumber.of(project);
  }

  /** So many digits, the first not zero. */
  String digits(String path, int count) {
    return "1" + number(hash(path), count - 1);
  }

  String hex(String path, int length) {
    return HexFormat.of().formatHex(hash(path)).substring(0, length);
  }

  private String uuid(String path) {
    String hex = hex(path, 32);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        "4" + hex.substring(13, 16),
        "a" + hex.substring(17, 20),
        hex.substring(20));
  }

  /** The project that a subnetwork's link names; a bare name is of the provider's. */
  private String ofSubnetwork(String path, Value resource) {
    Matcher named = IN_PROJECT.matcher(Path.of(path).in(resource).textOrEmpty());
    return named.find() ? named.group(1) : provider.project().orElse("sandbox-project");
  }

  private String region(Value resource) {
    String zone = resource.at("zone").textOrEmpty();
    int dash = zone.lastIndexOf('-');
    return dash > 0
        ? zone.substring(zone.lastIndexOf('/') + 1, dash)
        : provider.region().orElse("us-central1");
  }

  /** Private ranges for inner addresses, the range set aside for documentation for public ones. */
  private String address(String path, String name) {
    byte[] sum = hash(path);
    boolean outer =
        name.startsWith("nat")
            || name.contains("public")
            || name.contains("external")
            || path.contains("vpn_interfaces")
            || name.equals("address");
    return outer
        ? "203.0.113.%d".formatted(sum[0] & 0xff)
        : "10.128.%d.%d".formatted(sum[0] & 0x3f, (sum[1] & 0x7f) + 2);
  }

  private byte[] hash(String path) {
    return Sha256.of((seed + "\n" + path).toLowerCase(Locale.ROOT));
  }

  private static String number(byte[] sum, int count) {
    String digits = new BigInteger(1, sum).toString();
    return digits.substring(digits.length() - count);
  }
}
