package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import stacks.StackInfo;

class SelectionTest {

  private static final List<StackInfo> STACKS =
      List.of(
          stack("orchestrator", "foundation", "lake"),
          stack("lake", "foundation"),
          stack("foundation"),
          stack("workstation", "foundation"));

  private static StackInfo stack(String name, String... dependsOn) {
    return new StackInfo(name, Path.of(name), List.of(dependsOn), false, List.of());
  }

  private static List<String> chosen(String... patterns) {
    return Selection.of(STACKS, List.of(patterns)).stream().map(StackInfo::name).toList();
  }

  @Test
  void nothingMeansAllEachAfterThoseItDependsOn() {
    assertThat(chosen()).containsExactly("foundation", "lake", "orchestrator", "workstation");
  }

  @Test
  void patternsChooseAndTheOrderStaysThatOfTheDependencies() {
    assertThat(chosen("orch*", "lak?")).containsExactly("lake", "orchestrator");
    assertThat(chosen("*")).hasSize(4);
  }

  @Test
  void aNameThatIsNearlyRightIsGuessed() {
    assertThatThrownBy(() -> chosen("lakee", "foundation"))
        .isInstanceOfSatisfying(
            StopException.class,
            stop -> assertThat(stop.reason()).isEqualTo(StopException.Reason.USAGE))
        .hasMessage("There is no stack \"lakee\". Did you mean lake?");
  }

  @Test
  void namesWithCommasBetweenThemAreNoName() {
    assertThatThrownBy(() -> chosen("lake,foundation"))
        .hasMessage("There is no stack \"lake,foundation\". Put blanks between names, no commas.");
  }

  @Test
  void allWrongNamesAreToldAtOnce() {
    assertThatThrownBy(() -> chosen("zzz", "yyy"))
        .hasMessageContaining("\"zzz\"")
        .hasMessageContaining("\"yyy\"")
        .hasMessageContaining("foundation, lake");
  }

  @Test
  void aPatternIsNoRegularExpression() {
    assertThatThrownBy(() -> chosen("l.ke")).isInstanceOf(StopException.class);
  }

  @Test
  void aHostileNameIsShownWithoutItsControlCharacters() {
    assertThatThrownBy(() -> chosen("\u001b[2Jlake")).hasMessageNotContaining("\u001b");
  }

  @Test
  void aCircleIsAnError() {
    List<StackInfo> circle = List.of(stack("a", "b"), stack("b", "a"));
    assertThatThrownBy(() -> Selection.of(circle, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("in a circle");
  }
}
