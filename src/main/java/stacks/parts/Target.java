package stacks.parts;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.artifact_registry_repository_iam_member.ArtifactRegistryRepositoryIamMember;
import com.hashicorp.cdktf.providers.google.bigquery_dataset_iam_member.BigqueryDatasetIamMember;
import com.hashicorp.cdktf.providers.google.cloud_run_v2_service_iam_member.CloudRunV2ServiceIamMember;
import com.hashicorp.cdktf.providers.google.compute_instance_iam_member.ComputeInstanceIamMember;
import com.hashicorp.cdktf.providers.google.iap_tunnel_instance_iam_member.IapTunnelInstanceIamMember;
import com.hashicorp.cdktf.providers.google.iap_tunnel_instance_iam_member.IapTunnelInstanceIamMemberCondition;
import com.hashicorp.cdktf.providers.google.iap_web_cloud_run_service_iam_member.IapWebCloudRunServiceIamMember;
import com.hashicorp.cdktf.providers.google.kms_crypto_key_iam_member.KmsCryptoKeyIamMember;
import com.hashicorp.cdktf.providers.google.project_iam_member.ProjectIamMember;
import com.hashicorp.cdktf.providers.google.project_iam_member.ProjectIamMemberCondition;
import com.hashicorp.cdktf.providers.google.secret_manager_secret_iam_member.SecretManagerSecretIamMember;
import com.hashicorp.cdktf.providers.google.service_account_iam_member.ServiceAccountIamMember;
import com.hashicorp.cdktf.providers.google.storage_bucket_iam_member.StorageBucketIamMember;
import java.util.Optional;
import software.constructs.Construct;
import tollgate.config.KmsKey;

/**
 * What a role is granted on: the narrowest thing that carries it. A {@code reference} is what
 * Terraform is given; where the thing is made in the same stack it is an attribute of it, so that
 * Terraform makes that first. Costs nothing; a grant opens this one thing to one member. Source:
 * cloud.google.com/iam/docs/resource-types-with-policies.
 */
public sealed interface Target {
  /** Tells it from every other target; known when stacks are built. */
  String key();

  /** Its part of a Terraform address. */
  String slug();

  /** Adds the one resource that grants a role to a member here. */
  TerraformResource grant(Construct scope, String id, Role role, Member member);

  /**
   * A condition in IAM's expression language (CEL).
   *
   * @param title at most 100 characters
   */
  record Condition(String title, String expression) {}

  /**
   * The whole project, or with a condition the part of it that the condition names. For roles that
   * no narrower resource carries.
   */
  record Project(String project, Optional<Condition> condition) implements Target {
    public Project(String project) {
      this(project, Optional.empty());
    }

    @Override
    public String key() {
      return "project " + project;
    }

    @Override
    public String slug() {
      return "project";
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      ProjectIamMember.Builder binding =
          ProjectIamMember.Builder.create(scope, id)
              .project(project)
              .role(role.name())
              .member(member.reference());
      condition.ifPresent(
          only ->
              binding.condition(
                  ProjectIamMemberCondition.builder()
                      .title(only.title())
                      .expression(only.expression())
                      .build()));
      return binding.build();
    }
  }

  /** A Cloud Storage bucket. */
  record Bucket(String name, String slug, String reference) implements Target {
    @Override
    public String key() {
      return "bucket " + name;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return StorageBucketIamMember.Builder.create(scope, id)
          .bucket(reference)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** A BigQuery dataset. */
  record Dataset(String id, String reference) implements Target {
    @Override
    public String key() {
      return "dataset " + id;
    }

    @Override
    public String slug() {
      return id;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return BigqueryDatasetIamMember.Builder.create(scope, id)
          .datasetId(reference)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** A secret with all its versions. */
  record Secret(String id, String reference) implements Target {
    @Override
    public String key() {
      return "secret " + id;
    }

    @Override
    public String slug() {
      return id;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return SecretManagerSecretIamMember.Builder.create(scope, id)
          .secretId(reference)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** An Artifact Registry repository. */
  record Repository(String location, String id) implements Target {
    @Override
    public String key() {
      return "repository " + location + "/" + id;
    }

    @Override
    public String slug() {
      return id;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return ArtifactRegistryRepositoryIamMember.Builder.create(scope, id)
          .location(location)
          .repository(this.id)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** A service account, as something that others may use. */
  record Account(String id, String reference) implements Target {
    /**
     * An account of this project.
     *
     * @param email its {@code email} attribute, which a plan knows, unlike its full name
     */
    public static Account of(Names names, String id, String email) {
      return new Account(id, "projects/" + names.project() + "/serviceAccounts/" + email);
    }

    @Override
    public String key() {
      return "account " + id;
    }

    @Override
    public String slug() {
      return id + "-account";
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return ServiceAccountIamMember.Builder.create(scope, id)
          .serviceAccountId(reference)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** A key of Cloud KMS, which may belong to another project. */
  record Key(KmsKey named) implements Target {
    @Override
    public String key() {
      return "key " + named;
    }

    @Override
    public String slug() {
      return named.location() + "-" + named.ring() + "-" + named.id();
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return KmsCryptoKeyIamMember.Builder.create(scope, id)
          .cryptoKeyId(named.value())
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** A virtual machine. */
  record Machine(String name, String zone, String reference) implements Target {
    @Override
    public String key() {
      return "machine " + zone + "/" + name;
    }

    @Override
    public String slug() {
      return name;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return ComputeInstanceIamMember.Builder.create(scope, id)
          .instanceName(reference)
          .zone(zone)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** IAP's tunnel to one port of a virtual machine. */
  record Tunnel(String name, String zone, int port, String reference) implements Target {
    @Override
    public String key() {
      return "tunnel " + zone + "/" + name;
    }

    @Override
    public String slug() {
      return name;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return IapTunnelInstanceIamMember.Builder.create(scope, id)
          .instance(reference)
          .zone(zone)
          .role(role.name())
          .member(member.reference())
          .condition(
              IapTunnelInstanceIamMemberCondition.builder()
                  .title("port " + port + " only")
                  .expression("destination.port == " + port)
                  .build())
          .build();
    }
  }

  /** A Cloud Run service, as its callers see it. */
  record Service(String name, String region, String reference) implements Target {
    @Override
    public String key() {
      return "service " + region + "/" + name;
    }

    @Override
    public String slug() {
      return name;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return CloudRunV2ServiceIamMember.Builder.create(scope, id)
          .name(reference)
          .location(region)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }

  /** The Google sign-in (IAP) in front of a Cloud Run service. */
  record SignIn(String service, String region, String reference) implements Target {
    @Override
    public String key() {
      return "sign-in " + region + "/" + service;
    }

    @Override
    public String slug() {
      return service;
    }

    @Override
    public TerraformResource grant(Construct scope, String id, Role role, Member member) {
      return IapWebCloudRunServiceIamMember.Builder.create(scope, id)
          .cloudRunServiceName(reference)
          .location(region)
          .role(role.name())
          .member(member.reference())
          .build();
    }
  }
}
