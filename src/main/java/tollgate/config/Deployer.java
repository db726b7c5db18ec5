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
 * The account that terraform deploys as, and who may. It has no key: people impersonate it, and
 * GitHub's jobs exchange their own token for its.
 *
 * @param people who may deploy as it
 * @param github the one place on GitHub whose jobs may
 */
public record Deployer(List<Principal> people, Optional<Github> github) {

  /**
   * Jobs of one repository, on one branch or in one environment.
   *
   * @param repository {@code owner/name}
   * @param repositoryId GitHub's number of it, which a new repository of the same name has not
   * @param branch whose jobs may deploy; empty with an environment
   * @param environment of GitHub's whose jobs may deploy; empty with a branch
   */
  public record Github(
      String repository,
      Optional<String> repositoryId,
      Optional<String> branch,
      Optional<String> environment) {
    private static final Pattern REPOSITORY =
        Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9_.-]{1,100}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,18}");
    private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*");
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    private static final Field<String> REPOSITORY_FIELD =
        Field.of("repository", matching("repository", REPOSITORY, "acme/data-platform"))
            .means("Owner and name of the repository.")
            .like("acme/data-platform");
    private static final Field<Optional<String>> REPOSITORY_ID =
        Field.maybe("repository_id", matching("repository id", NUMBER, "123456789"))
            .showing("the name alone decides")
            .means(
                "GitHub's number of the repository (gh api repos/OWNER/NAME --jq .id): somebody who"
                    + " gets hold of the name later has another.")
            .like("\"123456789\"");
    private static final Field<Optional<String>> BRANCH_FIELD =
        Field.maybe("branch", matching("branch", BRANCH, "main"))
            .means("The branch whose jobs may deploy; or name an environment.")
            .like("main");
    private static final Field<Optional<String>> ENVIRONMENT_FIELD =
        Field.maybe("environment", matching("environment", ENVIRONMENT, "prod"))
            .means(
                "The environment of GitHub's whose jobs may deploy; it can ask reviewers first. The"
                    + " deploying workflow's deploy-environment has to be the same. Or name a branch.")
            .like("prod");

    static final Shape<Github> SHAPE =
        new Shape<>(
            "github",
            "The one place on GitHub whose jobs may deploy.",
            List.of(REPOSITORY_FIELD, REPOSITORY_ID, BRANCH_FIELD, ENVIRONMENT_FIELD),
            in ->
                new Github(
                    in.get(REPOSITORY_FIELD),
                    in.get(REPOSITORY_ID),
                    in.get(BRANCH_FIELD),
                    in.get(ENVIRONMENT_FIELD)));

    public Github {
      new Faults()
          .check(REPOSITORY_FIELD, repository)
          .check(REPOSITORY_ID, repositoryId)
          .check(BRANCH_FIELD, branch)
          .check(ENVIRONMENT_FIELD, environment)
          .unless(
              branch.isPresent() || environment.isPresent(),
              "every job of the repository could deploy, those of any branch too. Name a branch or an environment.",
              "repository",
              "branch",
              "environment")
          .unless(
              branch.isEmpty() || environment.isEmpty(),
              "jobs are told apart by their branch or their environment. Name one of the two.",
              "environment",
              "branch")
          .raise();
    }

    private static Kind<String> matching(String what, Pattern shape, String example) {
      return Kind.text(
          what,
          text -> {
            if (text.length() > 255 || !shape.matcher(text).matches()) {
              throw new IllegalArgumentException(
                  "%s is no %s. Write it as in %s.".formatted(Shown.quoted(text), what, example));
            }
            return text;
          },
          Kind.matching("^" + shape + "$"));
    }
  }

  private static final Field<List<Principal>> PEOPLE =
      Access.principals("people")
          .means("Who may deploy as it, by impersonation.")
          .like("[\"group:platform@acme.example\"]");
  private static final Field<Optional<Github>> GITHUB =
      Field.maybe("github", Github.SHAPE)
          .showing("nobody on GitHub")
          .means("Whose jobs on GitHub may deploy as it, without a key.")
          .like("{repository: acme/data-platform, environment: prod}");

  static final Shape<Deployer> SHAPE =
      new Shape<>(
          "deployer",
          "The account that terraform deploys as. docs/stacks.md says what it may do.",
          List.of(PEOPLE, GITHUB),
          in -> new Deployer(in.get(PEOPLE), in.get(GITHUB)));

  public Deployer {
    people = List.copyOf(people);
    new Faults()
        .check(PEOPLE, people)
        .unless(
            !people.isEmpty() || github.isPresent(),
            "nobody could deploy as it. Name people, or a repository on github.",
            "people",
            "github")
        .raise();
  }
}
