package tollgate.cost;

import java.math.BigDecimal;

/**
 * One line of a bill: quantity times unit price, in US dollars for a month of 730 hours. Amounts
 * are exact; only a report rounds.
 *
 * @param what in words: {@code CPU 2 vCPU, always allocated}
 * @param sku the price book's key
 * @param region whose price was used, or {@code global}
 * @param quantity in {@code unit}
 * @param unit of the price: {@code vCPU-second}
 * @param unitPrice in US dollars
 * @param amount quantity times unit price, negative for a credit
 * @param basis when it falls due
 * @param note what had to be assumed, or empty text
 */
public record Line(
    String what,
    String sku,
    String region,
    BigDecimal quantity,
    String unit,
    BigDecimal unitPrice,
    BigDecimal amount,
    Basis basis,
    String note) {}
