package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stacks.StackInfo;
import tollgate.plan.Plan;
import tollgate.terraform.InterruptedRunException;
import tollgate.terraform.StateLock;
import tollgate.terraform.Terraform;
import tollgate.terraform.Terraform.PlanKind;
import tollgate.terraform.TerraformException;
import tollgate.text.WholeFile;

/** Lets terraform plan stacks, several at once, and reads the saved plans back. */
public final class Planning {

  /** Each terraform waits for its provider most of the time, so more than the processors. */
  private static final int AT_ONCE = 4;

  private final Project project;
  private final Ground ground;
  private final Progress progress;
  private final Timings timings;
  private final Secrets secrets = new Secrets(new SecureRandom());
  private final Object downloads = new Object();

  public Planning(Project project, Ground ground, Progress progress, Timings timings) {
    this.project = project;
    this.ground = ground;
    this.progress = progress;
    this.timings = timings;
  }

  boolean inSandbox() {
    return ground.isSandbox();
  }

  /** The options by which another command means the same platform, with a space before each. */
  String where() {
    return (ground.isSandbox() ? " --sandbox" : "") + project.options();
  }

  /** Plans every stack; the saved plans lie on the ground until the next run. */
  public PlanSet plan(List<StackInfo> stacks, PlanKind kind) {
    return new PlanSet(sideBySide(stacks, stack -> plan(stack, kind, List.of())));
  }

  /** Plans changes of some addresses only. */
  PlannedStack plan(StackInfo stack, List<String> targets) {
    return sideBySide(List.of(stack), only -> plan(only, PlanKind.CHANGE, targets)).get(0);
  }

  /** Reads the saved plans of these stacks from a directory. */
  PlanSet read(List<StackInfo> stacks, SavedPlans saved) {
    return new PlanSet(
        sideBySide(
            stacks,
            stack -> {
              StackRun run = run(stack, saved.planFile(stack.name()));
              init(run);
              return planned(run);
            }));
  }

  boolean interrupted() {
    return ground.children().interruptedOrAboutToBe();
  }

  StackRun run(StackInfo stack, Path planFile) {
    return new StackRun(stack, ground, project, secrets, planFile);
  }

  private PlannedStack plan(StackInfo stack, PlanKind kind, List<String> targets) {
    PlannedStack planned = planned(made(stack, kind, targets));
    progress.done(stack.name(), "planned");
    return planned;
  }

  private StackRun made(StackInfo stack, PlanKind kind, List<String> targets) {
    StackRun run = run(stack, fresh(stack));
    init(run);
    progress.step(stack.name(), "planning");
    timings.measure(
        "plan " + stack.name(),
        () -> {
          run.terraform()
              .plan(run.planFile(), kind, targets, event -> progress.event(stack.name(), event));
        });
    return run;
  }

  /** Plans that lead from the objects as the state records them to those that are there. */
  public PlanSet drift(List<StackInfo> stacks) {
    return new PlanSet(
        sideBySide(
            stacks,
            stack -> {
              StackRun run = made(stack, PlanKind.REFRESH_ONLY, List.of());
              PlannedStack drift =
                  new PlannedStack(stack, run.planFile(), run.readDrift(), run.digests());
              progress.done(stack.name(), "compared");
              return drift;
            }));
  }

  /** Who holds the lock of a stack's state, when somebody does. */
  public Optional<StateLock> lock(StackInfo stack) {
    StackRun run = run(stack, fresh(stack));
    try {
      init(run);
      return run.terraform().heldLock();
    } catch (TerraformException e) {
      throw Failures.of(stack.name(), e, where());
    }
  }

  /**
   * Takes the lock of a stack's state away.
   *
   * @throws StopException when the state is a file, or the backend refuses
   */
  public void unlock(StackInfo stack, StateLock lock) {
    StackRun run = run(stack, fresh(stack));
    if (run.stateIsFile()) {
      throw new StopException(
          StopException.Reason.TERRAFORM,
          ("The state of %s is a file, so only the process that holds its lock can give it back."
                  + " End that process; the lock goes with it.")
              .formatted(stack.name()));
    }
    try {
      run.terraform().forceUnlock(lock);
    } catch (TerraformException e) {
      throw Failures.of(stack.name(), e, where());
    }
  }

  private void init(StackRun run) {
    String name = run.stack().name();
    progress.step(name, "initializing");
    timings.measure(
        "init " + name,
        () -> {
          if (ground.isSandbox()) {
            run.terraform().init(event -> progress.event(name, event));
          } else {
            initWithProviders(run);
          }
        });
  }

  /** One at a time: terraform does not lock its plugin cache. */
  private void initWithProviders(StackRun run) {
    synchronized (downloads) {
      run.terraform().init(event -> progress.event(run.stack().name(), event));
      Path lock = run.work().lockFile();
      if (Files.exists(lock) && !Files.exists(project.providerLock())) {
        try {
          WholeFile.write(project.providerLock(), Files.readAllBytes(lock));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        progress.note(
            "Wrote %s: commit it, so that everybody runs the same provider."
                .formatted(project.providerLock().getFileName()));
      }
    }
  }

  private PlannedStack planned(StackRun run) {
    Plan plan = timings.measure("show " + run.stack().name(), run::readPlan);
    return new PlannedStack(run.stack(), run.planFile(), plan, run.digests());
  }

  private Path fresh(StackInfo stack) {
    try {
      Files.createDirectories(ground.plans());
      Path file = ground.plans().resolve(stack.name() + ".tfplan");
      Files.deleteIfExists(file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    PlannedStack on(StackInfo stack);
  }

  /** The results in the stacks' order; the first failure of the order is thrown when all ended. */
  private List<PlannedStack> sideBySide(List<StackInfo> stacks, Work work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CompletableFuture<PlannedStack>> futures =
          stacks.stream()
              .map(
                  stack ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            try {
                              return work.on(stack);
                            } catch (TerraformException e) {
                              if (interrupted()) {
                                throw new InterruptedRunException();
                              }
                              throw Failures.of(stack.name(), e, where());
                            }
                          },
                          threads))
              .toList();
      CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
          .handle((nothing, failure) -> true)
          .join();
      List<PlannedStack> results = new ArrayList<>();
      List<StopException> failures = new ArrayList<>();
      for (CompletableFuture<PlannedStack> future : futures) {
        try {
          results.add(future.join());
        } catch (CompletionException e) {
          if (e.getCause() instanceof StopException stop) {
            failures.add(stop);
          } else if (e.getCause() instanceof RuntimeException other) {
            throw other;
          } else {
            throw e;
          }
        }
      }
      Failures.raise(failures);
      return results;
    } finally {
      threads.shutdown();
    }
  }

  /** The values of a stack's outputs. */
  public Map<String, Outputs.Value> outputs(StackInfo stack) {
    StackRun run = run(stack, ground.plans().resolve(stack.name() + ".tfplan"));
    Terraform terraform = run.terraform();
    try {
      init(run);
      return Outputs.read(terraform.outputs());
    } catch (TerraformException e) {
      throw Failures.of(stack.name(), e, where());
    }
  }
}
