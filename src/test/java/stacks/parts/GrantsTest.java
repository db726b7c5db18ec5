package stacks.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.AppConfig;
import com.hashicorp.cdktf.TerraformStack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stacks.parts.Grants.Grant;
import tollgate.config.Principal;
import tollgate.config.ProjectId;

class GrantsTest {
  private final Grants grants = new Grants();
  private final Target bucket =
      new Target.Bucket("acme-data-dev-lake", "lake", "acme-data-dev-lake");
  private final Role reader = Role.of("storage.objectViewer");
  private final Member ada = Member.of(Principal.parse("user:ada@acme.example"));
  private final TerraformStack one;
  private final TerraformStack two;

  GrantsTest(@TempDir Path directory) {
    App app = new App(AppConfig.builder().outdir(directory.toString()).build());
    one = new TerraformStack(app, "one");
    two = new TerraformStack(app, "two");
  }

  @Test
  void oneMembershipIsNotManagedTwiceEvenInTwoStacks() {
    grants.add(one, new Grant("one", bucket, reader, ada, "reads"), List.of());
    assertThatThrownBy(
            () -> grants.add(two, new Grant("two", bucket, reader, ada, "reads too"), List.of()))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("roles/storage.objectViewer")
        .hasMessageContaining("stack one")
        .hasMessageContaining("stack two");
  }

  @Test
  void anAccountNamedAmongTheUsersIsTheSameMember() {
    Names names = new Names(new ProjectId("acme-data-dev"));
    Member own = Member.account(names, "orchestrator", "${google_service_account.x.member}");
    Member named =
        Member.of(
            Principal.parse("serviceAccount:orchestrator@acme-data-dev.iam.gserviceaccount.com"));
    grants.add(one, new Grant("one", bucket, reader, own, "reads"), List.of());
    assertThatThrownBy(
            () -> grants.add(one, new Grant("one", bucket, reader, named, "reads"), List.of()))
        .isInstanceOf(UnbuildableException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.objectViewer",
        "bigquery.dataEditor",
        "secretmanager.secretAccessor",
        "iam.serviceAccountUser",
        "iam.serviceAccountTokenCreator",
        "run.invoker",
        "cloudkms.cryptoKeyEncrypterDecrypter"
      })
  void aRoleThatAResourceCarriesIsNotGrantedOnTheProject(String role) {
    Grant wide = new Grant("one", new Target.Project("acme-data-dev"), Role.of(role), ada, "reads");
    assertThatThrownBy(() -> grants.add(one, wide, List.of()))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("roles/" + role)
        .hasMessageContaining("whole project");
    assertThat(grants.all()).isEmpty();
  }

  @Test
  void anotherRoleOrMemberIsAnotherGrant() {
    Member bob = Member.of(Principal.parse("user:bob@acme.example"));
    grants.add(one, new Grant("one", bucket, reader, ada, "reads"), List.of());
    assertThatCode(
            () -> {
              grants.add(one, new Grant("one", bucket, reader, bob, "reads"), List.of());
              grants.add(
                  one,
                  new Grant("one", bucket, Role.of("storage.objectAdmin"), ada, "writes"),
                  List.of());
            })
        .doesNotThrowAnyException();
    assertThat(grants.all()).extracting(Grant::why).containsExactly("reads", "reads", "writes");
  }
}
