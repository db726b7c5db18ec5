package tollgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.doctor.Check;
import tollgate.google.CloudChecks;
import tollgate.google.Demand;
import tollgate.google.Demand.Wish;
import tollgate.google.GoogleClient;
import tollgate.google.GoogleException;
import tollgate.google.Permissions;
import tollgate.google.Permissions.Use;
import tollgate.plan.Action;
import tollgate.plan.Plan;
import tollgate.plan.ResourceChange;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.workflow.Synthesized;

/** What is to be looked at on Google Cloud: exactly what the stacks, or one plan, need. */
final class CloudDoctor {
  /** Shorter than that of all checks together, so that the sentence is one about the network. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final Set<String> ALWAYS =
      Set.of("serviceusage.googleapis.com", "cloudresourcemanager.googleapis.com");

  private final Session session;
  private final String plan;
  private Optional<CloudChecks.Scope> ofStacks = Optional.empty();

  /**
   * @param plan a file; empty for all stacks
   */
  CloudDoctor(Session session, String plan) {
    this.session = session;
    this.plan = plan;
  }

  List<Check> checks(Optional<Settings> settings) {
    List<Check> checks = new ArrayList<>();
    checks.add(
        new Check("clock", "clock", () -> CloudChecks.clock(client(true), session.rim().clock())));
    settings.ifPresent(known -> checks.addAll(checks(known)));
    return checks;
  }

  private List<Check> checks(Settings settings) {
    // A plan that cannot be read is a mistake; stacks take a while and are synthesized by the way.
    Optional<CloudChecks.Scope> ofPlan =
        plan.isEmpty()
            ? Optional.empty()
            : Optional.of(ofPlan(PlanFile.read(session.rim(), plan), settings));
    CloudChecks.Need need =
        new CloudChecks.Need(
            settings.project(),
            () -> ofPlan.orElseGet(() -> ofStacksOnce(settings)),
            settings.lake().stream()
                .flatMap(lake -> lake.buckets().stream())
                .map(settings::bucketName)
                .toList(),
            settings.state().bucket(),
            settings.billingAccount(),
            session.project().options());
    return new CloudChecks(() -> client(false), need).all();
  }

  private synchronized CloudChecks.Scope ofStacksOnce(Settings settings) {
    if (ofStacks.isEmpty()) {
      List<Wish> wishes = new ArrayList<>();
      ofStacks = Optional.of(scope(ofStacks(settings, wishes), wishes, settings, false));
    }
    return ofStacks.get();
  }

  private static CloudChecks.Scope scope(
      Map<String, Set<Use>> uses, List<Wish> wishes, Settings settings, boolean fresh) {
    Permissions table = Permissions.shipped();
    Set<String> permissions = new TreeSet<>();
    Set<String> apis = new TreeSet<>(ALWAYS);
    Set<String> unknown = new TreeSet<>(uses.keySet());
    unknown.removeAll(table.types());
    uses.forEach(
        (type, each) -> {
          each.forEach(use -> permissions.addAll(table.of(type, use)));
          Schema.google().resource(type).flatMap(ResourceSchema::api).ifPresent(apis::add);
        });
    // Cloud SQL's API does not work without this one, which no type names.
    if (apis.contains("sqladmin.googleapis.com")) {
      apis.add("sql-component.googleapis.com");
    }
    // What other providers make, a pause or a random name, is no matter of Google's.
    unknown.removeIf(type -> !type.startsWith("google_"));
    return new CloudChecks.Scope(
        apis, permissions, unknown, Demand.of(wishes, settings.project().toString()), fresh);
  }

  private GoogleClient client(boolean unsigned) throws GoogleException {
    Map<String, String> environment = session.rim().environment();
    String version = Commands.Version.NUMBER;
    return unsigned
        ? GoogleClient.unsigned(environment, version, DEADLINE, GoogleClient.Sleeper.THREAD)
        : GoogleClient.of(environment, version, DEADLINE, GoogleClient.Sleeper.THREAD);
  }

  /** Everything that stands in a stack may have to be made or changed. */
  private Map<String, Set<Use>> ofStacks(Settings settings, List<Wish> wishes) {
    Map<String, Set<Use>> uses = new TreeMap<>();
    try (Scratch scratch = Scratch.open(session.rim().lastWords(), Scratch::endNode)) {
      for (StackInfo stack : session.synthesize(settings, scratch.path(), Removal.NONE)) {
        Synthesized.configuration(stack)
            .path("resource")
            .properties()
            .forEach(
                type -> {
                  uses.put(type.getKey(), EnumSet.of(Use.READ, Use.CREATE, Use.UPDATE));
                  type.getValue().forEach(each -> wishes.add(new Wish(type.getKey(), each)));
                });
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the stacks cannot be synthesized", unreadable);
    }
    return uses;
  }

  private static CloudChecks.Scope ofPlan(Plan plan, Settings settings) {
    return scope(usesOf(plan), wishesOf(plan), settings, true);
  }

  private static Map<String, Set<Use>> usesOf(Plan plan) {
    Map<String, Set<Use>> uses = new TreeMap<>();
    for (ResourceChange change : plan.changes()) {
      if (change.managed()) {
        uses.computeIfAbsent(change.type(), unused -> EnumSet.of(Use.READ))
            .addAll(
                switch (change.action()) {
                  case CREATE -> EnumSet.of(Use.CREATE);
                  case UPDATE -> EnumSet.of(Use.UPDATE);
                  case DELETE -> EnumSet.of(Use.DELETE);
                  case REPLACE -> EnumSet.of(Use.CREATE, Use.DELETE);
                  case READ, FORGET, NO_OP -> EnumSet.noneOf(Use.class);
                });
      }
    }
    return uses;
  }

  /** What is made by the plan; what is only changed has its place already. */
  private static List<Wish> wishesOf(Plan plan) {
    return plan.changes().stream()
        .filter(ResourceChange::managed)
        .filter(change -> change.action() == Action.CREATE || change.action() == Action.REPLACE)
        .map(change -> new Wish(change.type(), change.after().values()))
        .toList();
  }
}
