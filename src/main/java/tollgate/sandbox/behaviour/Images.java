package tollgate.sandbox.behaviour;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of boot images: of a concrete image, of a family, with or without project and URL. */
final class Images {
  private static final String PROJECT = "(?:[a-z0-9.-]+:)?[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
  private static final String NAME = "[-_a-zA-Z0-9]*";

  /** What the API answers, and nothing else, can be of a family. */
  private static final Pattern ANSWER =
      Pattern.compile(
          "https://(?:www\\.googleapis\\.com|compute\\.[-_a-zA-Z0-9.]*)/compute/[a-z0-9]+/projects/(%s)/global/images/(%s)"
              .formatted(PROJECT, NAME));

  private static final Pattern LINK =
      Pattern.compile("projects/(%s)/global/images/(family/)?(%s)$".formatted(PROJECT, NAME));
  private static final Pattern PART =
      Pattern.compile("(global/images/)?(family/)?(%s)".formatted(NAME));
  private static final Pattern SHORT = Pattern.compile("(%s)/(%s)".formatted(PROJECT, NAME));

  /** Projects of Google's that may be named without their ending. */
  private static final Map<String, String> PROJECTS =
      Map.ofEntries(
          Map.entry("centos", "centos-cloud"),
          Map.entry("coreos", "coreos-cloud"),
          Map.entry("debian", "debian-cloud"),
          Map.entry("fedora-coreos", "fedora-coreos-cloud"),
          Map.entry("opensuse", "opensuse-cloud"),
          Map.entry("rhel", "rhel-cloud"),
          Map.entry("rocky-linux", "rocky-linux-cloud"),
          Map.entry("sles", "suse-cloud"),
          Map.entry("ubuntu", "ubuntu-os-cloud"),
          Map.entry("windows", "windows-cloud"),
          Map.entry("windows-sql", "windows-sql-cloud"));

  private static final Pattern UBUNTU =
      Pattern.compile("ubuntu-(minimal-)?([0-9]+)(?:.*(arm64|amd64))?.*");
  private static final Pattern FEDORA =
      Pattern.compile("fedora-coreos-[0-9]+-[0-9]+-[0-9]+-[a-zA-Z0-9]+-gcp-(?:x86-64|aarch64)");
  private static final Pattern SUSE = Pattern.compile("sles-[0-9]+-[0-9]+-v[0-9]+-x86-64");
  private static final Pattern CONTAINERS = Pattern.compile("cos-([0-9]+)-.*");
  private static final Pattern SQL_SERVER =
      Pattern.compile(
          "sql-(?:server-)?([0-9]{4})-([a-z]+)-windows-(?:server-)?([0-9]{4})(?:-r([0-9]+))?-dc-v[0-9]+");
  private static final Map<String, String> EDITIONS =
      Map.of("enterprise", "ent", "standard", "std", "express", "exp");

  private Images() {}

  /** True when the old image, as the API names it, is what the configuration asks for. */
  static boolean same(String old, String wanted) {
    Matcher answer = ANSWER.matcher(old);
    if (!answer.lookingAt()) {
      return false;
    }
    String project = answer.group(1);
    String image = answer.group(2);
    Matcher link = LINK.matcher(wanted);
    if (link.find()) {
      return ofProject(project, link.group(1)) && is(image, link.group(2), link.group(3));
    }
    Matcher part = PART.matcher(wanted);
    if (part.matches() && (part.group(1) != null || part.group(2) != null)) {
      return is(image, part.group(2), part.group(3));
    }
    Matcher brief = SHORT.matcher(wanted);
    if (brief.matches()) {
      return ofProject(project, brief.group(1))
          && (image.equals(brief.group(2)) || ofFamily(image, brief.group(2)));
    }
    return image.equals(wanted) || ofFamily(image, wanted);
  }

  private static boolean ofProject(String project, String wanted) {
    return project.equals(PROJECTS.getOrDefault(wanted, wanted));
  }

  private static boolean is(String image, String family, String name) {
    return family == null ? image.equals(name) : ofFamily(image, name);
  }

  /** Images of a family have its name in theirs, and there are families for each processor. */
  private static boolean ofFamily(String image, String family) {
    if (!image.contains("-arm64") && image.contains(withoutEnd(family, "-amd64"))) {
      return image.contains("-amd64") == family.endsWith("-amd64");
    }
    if (image.contains(withoutEnd(family, "-arm64"))) {
      return image.contains("-arm64") == family.endsWith("-arm64");
    }
    return ubuntu(image, family)
        || (FEDORA.matcher(image).matches() && family.startsWith("fedora-"))
        || (SUSE.matcher(image).matches() && family.startsWith("sles-"))
        || containers(image, family)
        || sqlServer(image, family)
        || image
            .replaceFirst("-dc-", "-")
            .contains(family.replaceFirst("windows-", "windows-server-"));
  }

  private static boolean ubuntu(String image, String family) {
    Matcher parts = UBUNTU.matcher(image);
    return parts.matches()
        && family.equals(
            "ubuntu-%s%s-lts%s"
                .formatted(
                    parts.group(1) == null ? "" : parts.group(1),
                    parts.group(2),
                    parts.group(3) == null ? "" : "-" + parts.group(3)));
  }

  private static boolean containers(String image, String family) {
    Matcher parts = CONTAINERS.matcher(image);
    return parts.matches() && family.equals("cos-%s-lts".formatted(parts.group(1)));
  }

  private static boolean sqlServer(String image, String family) {
    Matcher parts = SQL_SERVER.matcher(image);
    return parts.matches()
        && family.equals(
            "sql-%s-%s-win-%s%s"
                .formatted(
                    EDITIONS.getOrDefault(parts.group(2), parts.group(2)),
                    parts.group(1),
                    parts.group(3),
                    parts.group(4) == null ? "" : "-r" + parts.group(4)));
  }

  private static String withoutEnd(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }
}
