package tollgate.guard;

import java.util.List;
import tollgate.plan.Action;
import tollgate.plan.Values;

/** What a plan deletes or replaces. */
final class LifecycleRules {
  private LifecycleRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("lifecycle/protected")
            .good("No plan deletes or replaces what is protected.")
            .why(
                "The provider refuses it only during apply, after the parts around it are already"
                    + " gone.")
            .fix(
                "Keep the object, or take its protection off in a deploy of its own"
                    + " (`tollgate destroy --unprotect`).")
            .source("https://github.com/hashicorp/terraform-provider-google/issues/15204")
            .absolute()
            .check(Check.destroyed(s -> true, LifecycleRules::protectedObject)),
        Rule.warn("lifecycle/destroys-data")
            .good("No plan deletes or replaces what holds data.")
            .why("What is in it is gone with it; a deploy asks for `--approve destructive`.")
            .fix(
                "Read what forces the replacement and undo that change, or take a copy of the data"
                    + " first.")
            .source("docs/rules.md#approvals")
            .check(Check.destroyed(LifecycleRules::losesData, LifecycleRules::destroysData)),
        Rule.warn("lifecycle/forgets")
            .good("No plan forgets an object that goes on standing.")
            .why("What Terraform no longer knows is billed on, and nothing here deletes it.")
            .fix("Delete the object, or write down who looks after it from now on.")
            .source(
                "https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources")
            .check(LifecycleRules::forgets),
        Rule.deny("lifecycle/incomplete-plan")
            .good("A plan says everything that will happen.")
            .why("What a failed or partial plan leaves out is neither priced nor judged.")
            .fix("Plan again without -target, and repair what made the plan fail.")
            .source("https://developer.hashicorp.com/terraform/internals/json-format")
            .absolute()
            .check(LifecycleRules::incomplete),
        Rule.warn("lifecycle/api-switched-off")
            .good("Destroying a stack leaves the project's APIs on.")
            .why("Switching an API off breaks whatever else in the project uses it.")
            .fix("Set disable_on_destroy to false.")
            .source(
                "https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/google_project_service")
            .each(
                "google_project_service",
                s ->
                    s.mustNotBeTrue(
                        "disable_on_destroy", "Destroying this switches the API off for all.")));
  }

  static boolean losesData(Subject s) {
    return s.change().action().destroys() && Deletion.loses(s.change());
  }

  private static Finding protectedObject(Subject s) {
    return Deletion.protection(s.change())
        .map(
            by ->
                Finding.bad(
                    "This plan %s it, and %s protects it."
                        .formatted(
                            s.change().action() == Action.REPLACE ? "replaces" : "deletes", by)))
        .orElseGet(Finding::good);
  }

  private static List<Finding> forgets(Scene scene) {
    return scene.subjects().stream()
        .filter(s -> s.change().action() == Action.FORGET)
        .map(s -> Finding.bad("Terraform forgets it, and it goes on standing.").at(s))
        .toList();
  }

  private static List<Finding> incomplete(Scene scene) {
    return scene.plans().stream()
        .map(
            plan ->
                plan.plan().complete()
                    ? Finding.good()
                    : Finding.bad(
                        "The plan%s is incomplete: Terraform says that it failed or that another"
                                .formatted(plan.stack().isEmpty() ? "" : " of " + plan.stack())
                            + " one is needed."))
        .toList();
  }

  private static Finding destroysData(Subject s) {
    Values before = s.change().before();
    String what =
        s.change().action() == Action.REPLACE
            ? "It is deleted and made anew, empty"
            : "It is deleted with everything in it";
    boolean onlyIfEmpty =
        (s.type().equals("google_storage_bucket") && before.get("force_destroy").isFalse())
            || (s.type().equals("google_bigquery_dataset")
                && before.get("delete_contents_on_destroy").isFalse());
    return Finding.bad(what + (onlyIfEmpty ? " (apply fails while something is in it)." : "."));
  }
}
