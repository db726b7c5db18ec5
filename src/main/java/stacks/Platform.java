package stacks;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import stacks.parts.Grants;
import stacks.parts.Names;
import stacks.parts.Removal;
import stacks.parts.StackScope;
import stacks.parts.StackScope.Quota;
import stacks.parts.Target;
import tollgate.config.Settings;

/** The CDKTF app: the stacks that the settings ask for, in dependency order. */
public final class Platform {
  /** Every stack that settings can ask for, each after those it builds on. */
  public static final List<String> NAMES =
      List.of(FoundationStack.NAME, LakeStack.NAME, WorkstationStack.NAME, OrchestratorStack.NAME);

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
    Kernel.Loaded loaded = prepare(outdir);
    timings.accept("node and core", loaded.core());
    timings.accept("bindings", loaded.bindings());
    long start = System.nanoTime();
    App app = new App(AppConfig.builder().outdir(outdir.toAbsolutePath().toString()).build());
    Grants grants = new Grants();
    List<Built> stacks = build(app, settings, removal, grants);
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
    App app = new App(AppConfig.builder().outdir(outdir.toAbsolutePath().toString()).build());
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
                          condition(grant.target())))
              .toList(),
          scope.sources());
    }
  }

  private static Optional<GrantInfo.Condition> condition(Target target) {
    return target instanceof Target.Project project
        ? project.condition().map(only -> new GrantInfo.Condition(only.title(), only.expression()))
        : Optional.empty();
  }

  private static List<Built> build(App app, Settings settings, Removal removal, Grants grants) {
    Quota quota = settings.billingAccount().isPresent() ? Quota.PROJECT : Quota.CALLER;
    Built foundation =
        new Built(
            new StackScope(app, FoundationStack.NAME, settings, removal, grants, quota), List.of());
    List<Built> stacks = new ArrayList<>(List.of(foundation));
    List<Built> below = new ArrayList<>(List.of(foundation));
    settings
        .lake()
        .ifPresent(
            lake -> {
              StackScope scope =
                  new StackScope(app, LakeStack.NAME, settings, removal, grants, Quota.CALLER);
              LakeStack.build(scope, lake);
              Built built = new Built(scope, List.of(foundation));
              stacks.add(built);
              below.add(built);
            });
    settings
        .workstation()
        .ifPresent(
            workstation -> {
              StackScope scope =
                  new StackScope(
                      app, WorkstationStack.NAME, settings, removal, grants, Quota.CALLER);
              WorkstationStack.build(scope, workstation);
              stacks.add(new Built(scope, List.copyOf(below)));
            });
    settings
        .orchestrator()
        .ifPresent(
            orchestrator -> {
              StackScope scope =
                  new StackScope(
                      app, OrchestratorStack.NAME, settings, removal, grants, Quota.CALLER);
              OrchestratorStack.build(scope, orchestrator);
              stacks.add(new Built(scope, List.copyOf(below)));
            });
    if (settings.deployer().isPresent()) {
      stacks.forEach(stack -> DeployerAccount.useAccountsOf(stack.scope()));
    }
    SortedSet<String> types = new TreeSet<>();
    stacks.forEach(stack -> types.addAll(stack.scope().resourceTypes()));
    boolean runsCode = settings.workstation().isPresent() || settings.orchestrator().isPresent();
    FoundationStack.build(foundation.scope(), types, runsCode, runsCode);
    return List.copyOf(stacks);
  }
}
