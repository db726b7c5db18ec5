/**
 * What every package needs of plain text: which characters are safe to show, which word was meant,
 * and the tables that are shipped. In: text that people and clouds wrote, and files of this
 * program. Out: {@link Characters}, {@link Nearest}, {@link ShippedTable}.
 */
@NullMarked
package tollgate.text;

import org.jspecify.annotations.NullMarked;
