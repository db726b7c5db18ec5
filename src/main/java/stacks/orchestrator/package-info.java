/**
 * What each orchestrator needs, wherever it runs: images, commands, addresses, secrets, probes. In:
 * settings and the surroundings of one target. Out: a {@link stacks.orchestrator.Specification}
 * that Cloud Run and the workstation each render in their own way. Makes no resource.
 */
@NullMarked
package stacks.orchestrator;

import org.jspecify.annotations.NullMarked;
