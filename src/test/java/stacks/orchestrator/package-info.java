@NullMarked
package stacks.orchestrator;

import org.jspecify.annotations.NullMarked;
