package tollgate.sandbox.behaviour;

import java.util.List;
import tollgate.schema.value.Value;

/** Service accounts: what is known of them before they exist. */
final class Accounts {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "e-mail and member follow from account_id and project",
              "google_service_account",
              Accounts::email));

  private Accounts() {}

  private static void email(Draft draft) {
    Value account = draft.now("account_id");
    Value project = draft.now("project");
    if (!draft.creating() || !account.isPresent() || !project.isPresent()) {
      return;
    }
    String email =
        "%s@%s.iam.gserviceaccount.com".formatted(account.textOrEmpty(), domain(project));
    draft.set("email", Value.text(email));
    draft.set("member", Value.text("serviceAccount:" + email));
  }

  /** A project of an organisation's domain, {@code example.com:name}, is written backwards. */
  private static String domain(Value project) {
    String name = project.textOrEmpty();
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(colon + 1) + "." + name.substring(0, colon);
  }
}
