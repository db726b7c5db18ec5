package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnv;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnvValueSource;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service.CloudRunV2ServiceTemplateContainersEnvValueSourceSecretKeyRef;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecret;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecretReplication;
import com.hashicorp.cdktf.providers.google.secret_manager_secret.SecretManagerSecretReplicationAuto;
import com.hashicorp.cdktf.providers.google.secret_manager_secret_version.SecretManagerSecretVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stacks.parts.Member;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;

/**
 * What Mage must know and nobody else may. The values come from ephemeral variables and go to
 * Google through write-only arguments, so no plan, state or log holds one.
 */
final class MageSecrets {
  private final StackScope scope;
  private final Member reader;
  private final int version;
  private final Map<String, SecretManagerSecretVersion> byVariable = new TreeMap<>();
  private final List<String> ids = new ArrayList<>();
  private final List<ITerraformDependable> readable = new ArrayList<>();

  /**
   * @param reader who may read them
   * @param version counted up to write new values
   */
  MageSecrets(StackScope scope, Member reader, int version) {
    this.scope = scope;
    this.reader = reader;
    this.version = version;
  }

  /**
   * Adds a secret.
   *
   * @param variable the environment variable that Mage reads it from
   * @param value an expression over ephemeral variables
   */
  void add(String id, String variable, String value) {
    SecretManagerSecret secret =
        scope.named(
            SecretManagerSecret.Builder.create(scope.construct(), "secret-" + id)
                .secretId(id)
                .replication(
                    SecretManagerSecretReplication.builder()
                        .auto(SecretManagerSecretReplicationAuto.builder().build())
                        .build())
                .deletionProtection(scope.protection().on())
                .build(),
            id);
    SecretManagerSecretVersion held =
        SecretManagerSecretVersion.Builder.create(scope.construct(), "secret-version-" + id)
            .secret(secret.getId())
            .secretDataWo(value)
            .secretDataWoVersion(version)
            // The service goes over to the new value before the old one is destroyed.
            .lifecycle(TerraformResourceLifecycle.builder().createBeforeDestroy(true).build())
            .build();
    byVariable.put(variable, scope.named(held, id));
    ids.add(id);
    readable.add(
        scope.grant(
            new Target.Secret(id, secret.getSecretId()),
            Role.of("secretmanager.secretAccessor"),
            reader,
            "Reads its " + variable));
  }

  /** The environment variables, in the order of their names. */
  List<CloudRunV2ServiceTemplateContainersEnv> environment() {
    List<CloudRunV2ServiceTemplateContainersEnv> variables = new ArrayList<>();
    byVariable.forEach(
        (variable, held) ->
            variables.add(
                CloudRunV2ServiceTemplateContainersEnv.builder()
                    .name(variable)
                    .valueSource(
                        CloudRunV2ServiceTemplateContainersEnvValueSource.builder()
                            .secretKeyRef(
                                CloudRunV2ServiceTemplateContainersEnvValueSourceSecretKeyRef
                                    .builder()
                                    .secret(held.getSecret())
                                    .version(held.getVersion())
                                    .build())
                            .build())
                    .build()));
    return variables;
  }

  /** Ids of all secrets. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** What must exist before Mage can read them. */
  List<ITerraformDependable> readable() {
    return List.copyOf(readable);
  }
}
