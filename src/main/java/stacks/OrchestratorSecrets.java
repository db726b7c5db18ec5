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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stacks.orchestrator.Container;
import stacks.orchestrator.DatabaseAddress;
import stacks.orchestrator.Secret;
import stacks.orchestrator.Specification;
import stacks.parts.EphemeralSecret;
import stacks.parts.Member;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;

/**
 * What the orchestrator must know and nobody else may. The values come from ephemeral variables and
 * go to Google through write-only arguments, so no plan, state or log holds one. Costs six cents a
 * month for each secret. Opens each to the orchestrator's account only. Sources:
 * cloud.google.com/secret-manager/pricing,
 * developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only.
 */
final class OrchestratorSecrets {
  /** The version that a secret is read in when somebody else writes it. */
  private static final String LATEST = "latest";

  private final StackScope scope;
  private final Member reader;
  private final int version;
  private final ITerraformDependable user;
  private final Map<String, SecretManagerSecretVersion> held = new LinkedHashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final List<ITerraformDependable> readable = new ArrayList<>();

  private OrchestratorSecrets(
      StackScope scope, Member reader, int version, ITerraformDependable user) {
    this.scope = scope;
    this.reader = reader;
    this.version = version;
    this.user = user;
  }

  /**
   * Declares the passwords that are drawn and makes the secrets that hold them.
   *
   * @param reader who may read them
   * @param version counted up to write new values
   * @param user of the database, who is made first
   */
  static OrchestratorSecrets make(
      StackScope scope,
      Member reader,
      Specification specification,
      int version,
      ITerraformDependable user) {
    for (Specification.Drawn drawn : specification.drawn()) {
      EphemeralSecret.declare(scope, drawn.name(), drawn.description());
    }
    OrchestratorSecrets secrets = new OrchestratorSecrets(scope, reader, version, user);
    Map<String, String> variables = new LinkedHashMap<>();
    for (Container container : specification.containers()) {
      container
          .secrets()
          .forEach((variable, secret) -> variables.putIfAbsent(secret.id(), variable));
    }
    specification
        .secrets()
        .forEach((id, secret) -> secrets.add(secret, variables.getOrDefault(id, id)));
    return secrets;
  }

  /** Lets an account read secrets that somebody else made. */
  static void letRead(StackScope scope, Member reader, List<String> ids) {
    for (String id : ids) {
      scope.grant(
          new Target.Secret(id, id),
          Role.of("secretmanager.secretAccessor"),
          reader,
          "Reads what the settings name");
    }
  }

  private void add(Secret secret, String variable) {
    String id = secret.id();
    ids.add(id);
    String reference = secret.value().map(value -> write(id, value)).orElse(id);
    readable.add(
        scope.grant(
            new Target.Secret(id, reference),
            Role.of("secretmanager.secretAccessor"),
            reader,
            "Reads its " + variable));
  }

  /** The secret's own reference, after its value is there. */
  private String write(String id, String value) {
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
    SecretManagerSecretVersion.Builder builder =
        SecretManagerSecretVersion.Builder.create(scope.construct(), "secret-version-" + id)
            .secret(secret.getId())
            .secretDataWo(value)
            .secretDataWoVersion(version)
            // The service goes over to the new value before the old one is destroyed.
            .lifecycle(TerraformResourceLifecycle.builder().createBeforeDestroy(true).build());
    if (value.contains(DatabaseAddress.PASSWORD)) {
      // The database takes minutes and may fail. Its password, which the next run draws anew, must
      // not be written anywhere before that.
      builder.dependsOn(List.of(user));
    }
    held.put(id, scope.named(builder.build(), id));
    return secret.getSecretId();
  }

  /** The variables of one container that hold secrets. */
  List<CloudRunV2ServiceTemplateContainersEnv> environment(Container container) {
    List<CloudRunV2ServiceTemplateContainersEnv> variables = new ArrayList<>();
    container
        .secrets()
        .forEach(
            (variable, secret) ->
                variables.add(
                    CloudRunV2ServiceTemplateContainersEnv.builder()
                        .name(variable)
                        .valueSource(
                            CloudRunV2ServiceTemplateContainersEnvValueSource.builder()
                                .secretKeyRef(reference(secret))
                                .build())
                        .build()));
    return variables;
  }

  private CloudRunV2ServiceTemplateContainersEnvValueSourceSecretKeyRef reference(Secret secret) {
    SecretManagerSecretVersion written = held.get(secret.id());
    return CloudRunV2ServiceTemplateContainersEnvValueSourceSecretKeyRef.builder()
        .secret(written == null ? secret.id() : written.getSecret())
        .version(written == null ? LATEST : written.getVersion())
        .build();
  }

  /** Ids of all secrets. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** What must exist before they can be read. */
  List<ITerraformDependable> readable() {
    return List.copyOf(readable);
  }
}
