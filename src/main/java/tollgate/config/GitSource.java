package tollgate.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;

/**
 * The repository that the orchestrator fetches its pipelines from.
 *
 * @param repository its https address
 * @param branch what is fetched
 * @param tokenSecret a secret of the same project that holds a token to read it with; empty for a
 *     public repository. It is made outside of Tollgate, which never sees the token.
 */
public record GitSource(String repository, String branch, Optional<String> tokenSecret) {
  private static final String REPOSITORY_SHAPE =
      "https://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9][A-Za-z0-9._-]*)+";
  private static final String BRANCH_SHAPE =
      "[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*";
  private static final String SECRET_SHAPE = "[A-Za-z0-9_-]{1,255}";

  private static final Field<String> REPOSITORY =
      Field.of(
              "repository",
              shaped("repository", REPOSITORY_SHAPE, "https://github.com/acme/pipelines.git"))
          .means("Its https address, without a name or token.")
          .like("https://github.com/acme/pipelines.git");
  private static final Field<String> BRANCH =
      Field.of("branch", shaped("branch", BRANCH_SHAPE, "main"))
          .orElse("main")
          .means("The branch that is fetched.")
          .like("main");
  private static final Field<Optional<String>> TOKEN_SECRET =
      Field.maybe("token_secret", shaped("secret id", SECRET_SHAPE, "pipelines-token"))
          .showing("none, for a public repository")
          .means(
              "Id of a secret in the project's Secret Manager that holds a token to read it with; you make it, and only the orchestrator's account may read it.")
          .like("pipelines-token");

  static final Shape<GitSource> SHAPE =
      new Shape<>(
          "git",
          "The repository that pipelines are fetched from, with storage: git.",
          List.of(REPOSITORY, BRANCH, TOKEN_SECRET),
          in -> new GitSource(in.get(REPOSITORY), in.get(BRANCH), in.get(TOKEN_SECRET)));

  public GitSource {
    new Faults()
        .check(REPOSITORY, repository)
        .check(BRANCH, branch)
        .check(TOKEN_SECRET, tokenSecret)
        .raise();
  }

  private static Kind<String> shaped(String name, String shape, String example) {
    Pattern pattern = Pattern.compile(shape);
    return Kind.text(
        name,
        text -> {
          if (text.length() > 400 || !pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(
                "%s is no %s. Write it as in %s.".formatted(Shown.quoted(text), name, example));
          }
          return text;
        },
        Kind.matching("^" + shape + "$"));
  }
}
