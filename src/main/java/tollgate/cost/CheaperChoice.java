package tollgate.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Something that does nearly the same for less.
 *
 * @param choice what to do instead, as an instruction
 * @param monthly what it costs a month in US dollars, where that can be computed
 * @param saving what it saves a month, where that can be computed; always positive
 * @param lost what is lost by it
 * @param source where this is told
 */
public record CheaperChoice(
    String choice,
    Optional<BigDecimal> monthly,
    Optional<BigDecimal> saving,
    String lost,
    String source) {}
