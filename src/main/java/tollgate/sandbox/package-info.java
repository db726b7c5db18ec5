/**
 * A simulated google provider that lets the real terraform run with no cloud.
 *
 * <p>In: a directory to keep objects in. Out: {@link Sandbox}, whose environment makes terraform
 * talk to the simulation over gRPC on 127.0.0.1 instead of starting a provider.
 *
 * <p>What must hold around it: terraform gets the environment of {@link Sandbox#environment()} and
 * never runs without it, because an empty {@code TF_REATTACH_PROVIDERS} makes terraform start an
 * installed provider; its state is a local one of the sandbox's own, because sandbox states hold
 * invented ids; no lock file of the real provider lies in its working directory.
 */
@NullMarked
package tollgate.sandbox;

import org.jspecify.annotations.NullMarked;
