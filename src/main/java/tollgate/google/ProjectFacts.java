package tollgate.google;

import java.util.Optional;
import tollgate.config.BillingAccount;
import tollgate.config.ProjectId;
import tollgate.config.ProjectNumber;

/** What Google says of a project, for settings. */
public record ProjectFacts(Optional<ProjectNumber> number, Optional<BillingAccount> billing) {

  /**
   * Asks.
   *
   * @throws GoogleException when the project cannot be seen
   */
  public static ProjectFacts read(GoogleClient client, ProjectId project) throws GoogleException {
    String name = client.get(Api.RESOURCE_MANAGER, "/v3/projects/" + project).path("name").asText();
    Optional<ProjectNumber> number =
        Optional.of(name.replace("projects/", ""))
            .filter(text -> text.matches("[1-9][0-9]{5,19}"))
            .map(ProjectNumber::new);
    return new ProjectFacts(number, billing(client, project));
  }

  /** Whoever may see a project may not always see who pays for it. */
  private static Optional<BillingAccount> billing(GoogleClient client, ProjectId project) {
    try {
      String name =
          client
              .get(Api.BILLING, "/v1/projects/" + project + "/billingInfo")
              .path("billingAccountName")
              .asText();
      return Optional.of(name.replace("billingAccounts/", ""))
          .filter(text -> text.matches("[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}"))
          .map(BillingAccount::new);
    } catch (GoogleException hidden) {
      return Optional.empty();
    }
  }
}
