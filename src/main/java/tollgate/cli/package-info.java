/**
 * The command line. In: arguments, environment, three streams. Out: data on stdout, talk on stderr,
 * an exit code. Commands parse, call the workflow and print; nothing else.
 */
@NullMarked
package tollgate.cli;

import org.jspecify.annotations.NullMarked;
