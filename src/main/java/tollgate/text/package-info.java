/**
 * What every package needs of plain text: which characters are safe to show, which word was meant,
 * the tables that are shipped, and how text is kept. In: text that people and clouds wrote, and
 * files of this program. Out: {@link Characters}, {@link Nearest}, {@link ShippedTable}, {@link
 * WholeFile}.
 */
@NullMarked
package tollgate.text;

import org.jspecify.annotations.NullMarked;
