package stacks.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.config.ProjectId;

class RoleTest {
  @ParameterizedTest
  @ValueSource(strings = {"owner", "editor", "viewer", "browser"})
  void basicRolesCannotBeNamed(String name) {
    assertThatThrownBy(() -> Role.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole project");
  }

  @Test
  void rolesKnowTheirShortNames() {
    assertThat(Role.of("storage.objectAdmin").shortName()).isEqualTo("objectAdmin");
    assertThat(Role.custom(new ProjectId("acme-data-dev"), "tollgateX").shortName())
        .isEqualTo("tollgateX");
  }

  @Test
  void aNameThatManyRolesEndInIsToldApartByTheRest() {
    assertThat(Role.of("run.admin").shortName()).isEqualTo("run-admin");
    assertThat(Role.of("compute.instanceAdmin.v1").shortName())
        .isEqualTo("compute-instanceAdmin-v1");
  }
}
