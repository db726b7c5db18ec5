package tollgate.sandbox.behaviour;

/** Names of boot images: of a concrete image, of a family, with or without project and URL. */
final class Images {
  private Images() {}

  private record Image(String project, boolean family, String name) {}

  /** True when the old image, as the API names it, is what the configuration asks for. */
  static boolean same(String old, String wanted) {
    // Only what the API answered, a concrete image with its path, can be of a family.
    if (!old.contains("global/images/") || old.contains("/family/") || wanted.isEmpty()) {
      return false;
    }
    Image has = parse(old);
    Image asked = parse(wanted);
    boolean project =
        has.project().isEmpty()
            || asked.project().isEmpty()
            || has.project().equals(asked.project())
            || has.project().equals(asked.project() + "-cloud");
    return project
        && (has.name().equals(asked.name()) || (isFamily(asked, wanted) && member(has, asked)));
  }

  /** A bare name may be either; the provider then tries both. */
  private static boolean isFamily(Image asked, String wanted) {
    return asked.family() || !wanted.contains("global/images/");
  }

  private static boolean member(Image has, Image asked) {
    return has.name().startsWith(asked.name() + "-") || has.name().contains(asked.name() + "-v");
  }

  private static Image parse(String text) {
    int projects = text.indexOf("projects/");
    String rest = projects < 0 ? text : text.substring(projects + "projects/".length());
    String project = "";
    if (projects >= 0 || (rest.contains("/") && !rest.startsWith("family/"))) {
      project = rest.substring(0, rest.indexOf('/'));
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    rest = rest.startsWith("global/images/") ? rest.substring("global/images/".length()) : rest;
    boolean family = rest.startsWith("family/");
    return new Image(project, family, family ? rest.substring("family/".length()) : rest);
  }
}
