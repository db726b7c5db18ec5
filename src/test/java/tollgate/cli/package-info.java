/** Tests of the command line: arguments, exit codes, streams, terminals. */
@NullMarked
package tollgate.cli;

import org.jspecify.annotations.NullMarked;
