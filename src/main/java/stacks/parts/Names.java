package stacks.parts;

import java.util.Locale;
import java.util.regex.Pattern;
import tollgate.config.ProjectId;
import tollgate.config.Region;
import tollgate.text.Sha256;

/**
 * The names of what the stacks make. They follow from the settings alone, so a stack can name what
 * another one makes before either exists. A name that Google would refuse is refused here.
 */
public record Names(ProjectId project) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final Pattern ACCOUNT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final Pattern PLAIN_ADDRESS = Pattern.compile("[A-Za-z0-9.@]+");
  private static final Pattern NOT_IN_IDENTIFIERS = Pattern.compile("[^A-Za-z0-9_-]");

  /** Bytes that a Unix socket's path can have on Linux: 108 less the closing zero. */
  private static final int SOCKET_PATH_BYTES = 107;

  /** {@code project-purpose}, 3 to 63 characters, unique in the world as the project's id is. */
  public String bucket(String purpose) {
    return checked(project + "-" + purpose, BUCKET, "bucket name", "3 to 63");
  }

  /** The e-mail address of one of the project's service accounts. */
  public String serviceAccount(String id) {
    checked(id, ACCOUNT, "service account id", "6 to 30");
    return id + "@" + project + ".iam.gserviceaccount.com";
  }

  /** {@code project:region:instance}, by which connectors find a Cloud SQL instance. */
  public String sqlConnection(Region region, String instance) {
    return project + ":" + region + ":" + instance;
  }

  /**
   * The same for who opens its Unix socket.
   *
   * @throws UnbuildableException when the socket's path would be longer than Linux takes
   */
  public String sqlSocket(Region region, String instance) {
    String connection = sqlConnection(region, instance);
    int bytes = socket(connection).length();
    if (bytes > SOCKET_PATH_BYTES) {
      throw new UnbuildableException(
          "The database's socket %s would have %d bytes and Linux takes %d: use a project with a shorter id or a region with a shorter name."
              .formatted(socket(connection), bytes, SOCKET_PATH_BYTES));
    }
    return connection;
  }

  /** The repository in Artifact Registry that stands for Docker Hub. */
  public String registry(Region region, String repository) {
    return region + "-docker.pkg.dev/" + project + "/" + repository;
  }

  /** {@code text} as the last part of a Terraform address. */
  public static String identifier(String text) {
    String cleaned = NOT_IN_IDENTIFIERS.matcher(text).replaceAll("-");
    return Character.isLetter(cleaned.charAt(0)) ? cleaned : "_" + cleaned;
  }

  /**
   * An address or domain as part of a Terraform address. Dots become dashes and the at sign an
   * underscore; a name with other characters also gets a digest, so that two people never share
   * one.
   */
  public static String slug(String address) {
    String slug = identifier(address.replace('@', '_'));
    return PLAIN_ADDRESS.matcher(address).matches()
        ? slug
        : slug + "-" + Sha256.hex(address).substring(0, 6);
  }

  /**
   * {@code text} as the value of a label: at most 63 lower-case letters, digits, dashes and
   * underscores.
   */
  public static String label(String text) {
    String cleaned =
        NOT_IN_IDENTIFIERS.matcher(text.replace('@', '_')).replaceAll("-").toLowerCase(Locale.ROOT);
    return cleaned.substring(0, Math.min(63, cleaned.length()));
  }

  private static String socket(String connection) {
    return "/cloudsql/" + connection + "/.s.PGSQL.5432";
  }

  private static String checked(String name, Pattern shape, String what, String length) {
    if (!shape.matcher(name).matches()) {
      throw new UnbuildableException(
          "\"%s\" is no %s: use %s lower-case letters, digits and dashes, no dash last."
              .formatted(name, what, length));
    }
    return name;
  }
}
