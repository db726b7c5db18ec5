/**
 * What every package needs of plain text: which characters are safe to show, which word was meant,
 * how a word is typed in a shell, the tables that are shipped, how text is kept, and its digest.
 * In: text that people and clouds wrote, and files of this program. Out: {@link Characters}, {@link
 * Nearest}, {@link Sha256}, {@link ShellWord}, {@link ShippedTable}, {@link WholeFile}.
 */
@NullMarked
package tollgate.text;

import org.jspecify.annotations.NullMarked;
