package tollgate.report;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tollgate.guard.Gate;
import tollgate.guard.Rules;

class RulesPageTest {

  @Test
  void the_page_of_rules_is_fresh() throws IOException {
    Golden.check(
        Path.of("docs/rules.md"), RulesPage.markdown(Rules.all(), Gate.LONGEST_WAIVER_DAYS));
  }
}
