package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Verdict;

class JunitReportTest {

  @Test
  void what_stops_fails_what_is_waived_is_skipped_and_the_counts_agree() throws Exception {
    Judgement judgement = Fixtures.everything().judgement();
    Document xml = parse(JunitReport.of(judgement, Gate.rules()));

    Element root = xml.getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("testsuites");
    assertThat(xml.getElementsByTagName("failure").getLength())
        .isEqualTo(judgement.stopping().size())
        .isEqualTo(Integer.parseInt(root.getAttribute("failures")));
    assertThat(xml.getElementsByTagName("skipped").getLength())
        .isEqualTo(
            (int)
                judgement.verdicts().stream()
                    .filter(verdict -> verdict.outcome() == Verdict.Outcome.WAIVED)
                    .count())
        .isEqualTo(Integer.parseInt(root.getAttribute("skipped")));
    assertThat(xml.getElementsByTagName("testcase").getLength())
        .isGreaterThanOrEqualTo(Gate.rules().size())
        .isEqualTo(Integer.parseInt(root.getAttribute("tests")));
    assertThat(xml.getElementsByTagName("failure").item(0).getTextContent())
        .contains("Why: ", "Fix: ");
  }

  @Test
  void hostile_text_leaves_the_document_well_formed() throws Exception {
    Judgement judgement =
        HostilePlanTest.hostile("]]></failure><!--\"'&\u0000\ufffe\ud800 %s").judgement();
    Document xml = parse(JunitReport.of(judgement, Gate.rules()));

    assertThat(judgement.stopping()).isNotEmpty();
    assertThat(xml.getElementsByTagName("failure").getLength())
        .isEqualTo(judgement.stopping().size());
  }

  @Test
  void a_gate_without_verdicts_passes_every_rule() throws Exception {
    Document xml = parse(JunitReport.of(Fixtures.nothing().judgement(), Gate.rules()));

    assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(Gate.rules().size());
    assertThat(xml.getElementsByTagName("failure").getLength()).isZero();
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
