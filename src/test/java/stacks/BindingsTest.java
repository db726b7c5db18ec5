package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.google.data_google_project.DataGoogleProject;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import com.hashicorp.cdktf.providers.google.sql_user.SqlUser;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.schema.Schema;

class BindingsTest {
  @Test
  void theGeneratedClassesSynthesizeTerraformJson(@TempDir Path directory) throws Exception {
    App app = Engine.app(directory);
    TerraformStack stack = new TerraformStack(app, "lake");
    GoogleProvider.Builder.create(stack, "google").project("acme-data-dev").build();
    StorageBucket.Builder.create(stack, "landing")
        .name("acme-data-dev-landing")
        .location("US")
        .publicAccessPrevention("enforced")
        .build();
    SqlUser.Builder.create(stack, "user")
        .name("mage")
        .instance("main")
        .passwordWo("${ephemeral.random.value}")
        .passwordWoVersion(1)
        .build();
    DataGoogleProject.Builder.create(stack, "project").build();

    app.synth();

    JsonNode json =
        new ObjectMapper().readTree(directory.resolve("stacks/lake/cdk.tf.json").toFile());
    assertThat(json.at("/resource/google_storage_bucket/landing/public_access_prevention").asText())
        .isEqualTo("enforced");
    assertThat(json.at("/resource/google_sql_user/user/password_wo_version").asInt()).isEqualTo(1);
    assertThat(json.at("/data/google_project").size()).isEqualTo(1);
    assertThat(json.at("/terraform/required_providers/google"))
        .isEqualTo(
            new ObjectMapper()
                .createObjectNode()
                .put("source", "google")
                .put("version", Schema.google().providerVersion()));
  }
}
