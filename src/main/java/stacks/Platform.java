package stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;
import stacks.parts.Grants;
import stacks.parts.Names;
import stacks.parts.OwnRole;
import stacks.parts.Removal;
import stacks.parts.StackScope;
import stacks.parts.StackScope.Quota;
import stacks.parts.Target;
import tollgate.config.Settings;

/** The CDKTF app: the stacks that the settings ask for, in dependency order. */
public final class Platform {
  /** What stands on the foundation; a new stack is a line here. */
  private static final List<Blueprint> BLUEPRINTS =
      List.of(
          Blueprint.of(LakeStack.NAME, Settings::lake, LakeStack::build),
          Blueprint.of(WorkstationStack.NAME, Settings::workstation, WorkstationStack::build)
              .after(LakeStack.NAME)
              .runsCode(),
          Blueprint.of(OrchestratorStack.NAME, Settings::orchestrator, OrchestratorStack::build)
              .after(LakeStack.NAME)
              .after(
                  WorkstationStack.NAME,
                  settings ->
                      OrchestratorOnMachine.isWished(settings)
                          || OrchestratorShare.isWished(settings))
              .runsCode());

  /** Every stack that settings can ask for, each after those it builds on. */
  public static final List<String> NAMES =
      Stream.concat(Stream.of(FoundationStack.NAME), BLUEPRINTS.stream().map(Blueprint::name))
          .toList();

  private Platform() {}

  /** Starts the Node process that CDKTF runs in; returns at once. */
  public static void warmUp() {
    Kernel.start();
  }

  /** E-mail address of the account that terraform deploys as, where there is one. */
  public static String deployer(Settings settings) {
    return new Names(settings.project()).serviceAccount(DeployerAccount.ID);
  }

  /** As {@link #synthesize(Settings, Path, Removal, ObjLongConsumer)}, with nothing lifted. */
  public static List<StackInfo> synthesize(Settings settings, Path outdir) {
    return synthesize(settings, outdir, Removal.NONE, (part, millis) -> {});
  }

  /**
   * Writes the Terraform JSON of every stack and CDKTF's manifest. The same settings give the same
   * bytes wherever and by whomever it is called.
   *
   * @param outdir made when missing
   * @param timings takes the name of each part and its milliseconds; Node and the bindings may have
   *     been loaded before the call
   * @return the stacks in the order to deploy them
   * @throws stacks.parts.UnbuildableException when Google would refuse what the settings ask for;
   *     nothing is written then
   */
  public static List<StackInfo> synthesize(
      Settings settings, Path outdir, Removal removal, ObjLongConsumer<String> timings) {
    return synthesize(settings, outdir, removal, timings, BLUEPRINTS);
  }

  /** As above, with other stacks than the platform's on the foundation. */
  static List<StackInfo> synthesize(
      Settings settings,
      Path outdir,
      Removal removal,
      ObjLongConsumer<String> timings,
      List<Blueprint> blueprints) {
    Kernel.Loaded loaded = prepare(outdir);
    timings.accept("node and core", loaded.core());
    timings.accept("bindings", loaded.bindings());
    long start = System.nanoTime();
    App app = Engine.app(outdir);
    Grants grants = new Grants();
    List<Built> stacks = build(app, settings, removal, grants, blueprints);
    long built = System.nanoTime();
    timings.accept("resources", TimeUnit.NANOSECONDS.toMillis(built - start));
    app.synth();
    timings.accept("writing", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - built));
    return stacks.stream().map(stack -> stack.info(outdir, grants)).toList();
  }

  /** Nothing is written before Node is known to run. */
  private static Kernel.Loaded prepare(Path outdir) {
    Kernel.Loaded loaded = Kernel.await();
    try {
      Files.createDirectories(outdir);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "Cannot make the directory %s for the synthesized stacks: check its parent's permissions."
              .formatted(outdir),
          failed);
    }
    return loaded;
  }

  /**
   * Writes stacks without a single resource, with the state and the provider that they have
   * otherwise: all that Terraform needs to take down what the settings no longer ask for.
   *
   * @param outdir made when missing
   * @param names of {@link #NAMES}
   */
  public static List<StackInfo> synthesizeEmpty(
      Settings settings, Path outdir, List<String> names) {
    prepare(outdir);
    App app = Engine.app(outdir);
    for (String name : names) {
      StackScope unused =
          new StackScope(app, name, settings, Removal.NONE, new Grants(), Quota.CALLER);
    }
    app.synth();
    return names.stream()
        .map(
            name ->
                new StackInfo(
                    name,
                    outdir.resolve("stacks").resolve(name),
                    NAMES.subList(0, NAMES.indexOf(name)),
                    true,
                    List.of()))
        .toList();
  }

  /** A stack with those it builds on. */
  private record Built(StackScope scope, List<Built> on) {
    Built {
      TerraformStack stack = scope.construct();
      on.forEach(other -> stack.addDependency(other.scope().construct()));
    }

    StackInfo info(Path outdir, Grants grants) {
      return new StackInfo(
          scope.name(),
          outdir.resolve("stacks").resolve(scope.name()),
          on.stream().map(other -> other.scope().name()).toList(),
          scope.holdsData(),
          scope.secretVariables(),
          grants.all().stream()
              .filter(grant -> grant.stack().equals(scope.name()))
              .map(
                  grant ->
                      new GrantInfo(
                          grant.member().key(),
                          grant.role().name(),
                          grant.target().key(),
                          grant.why(),
                          condition(grant.target()),
                          OwnRole.of(grant.role().name())
                              .map(OwnRole::permissions)
                              .orElseGet(Collections::emptySortedMap)))
              .toList(),
          scope.sources());
    }
  }

  private static Optional<GrantInfo.Condition> condition(Target target) {
    return target instanceof Target.Project project
        ? project.condition().map(only -> new GrantInfo.Condition(only.title(), only.expression()))
        : Optional.empty();
  }

  private static List<Built> build(
      App app, Settings settings, Removal removal, Grants grants, List<Blueprint> blueprints) {
    Quota quota = settings.billingAccount().isPresent() ? Quota.PROJECT : Quota.CALLER;
    Map<String, Built> stacks = new LinkedHashMap<>();
    Built foundation =
        new Built(
            new StackScope(app, FoundationStack.NAME, settings, removal, grants, quota), List.of());
    stacks.put(FoundationStack.NAME, foundation);
    List<Blueprint> wanted =
        blueprints.stream().filter(each -> each.plan(settings).isPresent()).toList();
    for (Blueprint each : wanted) {
      StackScope scope = new StackScope(app, each.name(), settings, removal, grants, Quota.CALLER);
      each.plan(settings).orElseThrow().accept(scope);
      List<Built> on =
          stacks.values().stream()
              .filter(
                  other ->
                      other.equals(foundation) || each.comesAfter(other.scope().name(), settings))
              .toList();
      stacks.put(each.name(), new Built(scope, on));
    }
    if (settings.deployer().isPresent()) {
      stacks.values().forEach(stack -> DeployerAccount.useAccountsOf(stack.scope()));
    }
    SortedSet<String> types = new TreeSet<>();
    stacks.values().forEach(stack -> types.addAll(stack.scope().resourceTypes()));
    boolean code = wanted.stream().anyMatch(Blueprint::code);
    List<Alerts.Watched> watched =
        Alerts.areWanted(foundation.scope())
            ? Alerts.in(stacks.values().stream().map(Built::scope), settings.monitoring())
            : List.of();
    FoundationStack.build(foundation.scope(), types, code, code, watched);
    return List.copyOf(stacks.values());
  }
}
