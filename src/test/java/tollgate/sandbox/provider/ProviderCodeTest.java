package tollgate.sandbox.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.sandbox.behaviour.ProviderBlock;
import tollgate.sandbox.wire.Calls;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.check.PlanRules;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** What the real provider 7.45.0 planned for the same two configurations, run beside it. */
class ProviderCodeTest {
  private static final ProviderBlock PROVIDER =
      new ProviderBlock(
          Optional.of("p"),
          Optional.of("europe-west1"),
          Optional.of("europe-west1-b"),
          Map.of(),
          true,
          false,
          Optional.empty(),
          Optional.empty());

  private final Planner planner = new Planner(false);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "sql_database_instance | 'settings':[{'tier':'t','disk_size':20}] | 'settings':[{'tier':'t','disk_size':10}]",
        "sql_database_instance | 'replication_cluster':[{'failover_dr_replica_name':'x'}] | 'replication_cluster':[{'failover_dr_replica_name':'p:x'}]",
        "sql_database_instance | 'clone':[{'source_instance_name':'z','point_in_time':'2026-01-01T00:00:00Z'}] | 'clone':[{'source_instance_name':'z','point_in_time':'2026-01-01T00:00:00.000Z'}]",
        "sql_user | 'name':'a','type':'CLOUD_IAM_USER' | 'name':'a@x.y','type':'CLOUD_IAM_USER'",
        "compute_firewall | 'name':'f','source_ranges':['0.0.0.0/0'] | 'name':'f'",
        "compute_subnetwork | 'secondary_ip_range':[{'range_name':'a','ip_cidr_range':'10.1.0.0/24'},{'range_name':'b','ip_cidr_range':'10.2.0.0/24'}] | 'secondary_ip_range':[{'range_name':'b','ip_cidr_range':'10.2.0.0/24'},{'range_name':'a','ip_cidr_range':'10.1.0.0/24'}]",
        "artifact_registry_repository | 'virtual_repository_config':[{'upstream_policies':[{'id':'a','priority':1},{'id':'b','priority':2}]}] | 'virtual_repository_config':[{'upstream_policies':[{'id':'b','priority':2},{'id':'a','priority':1}]}]",
        "storage_bucket | 'name':'b','autoclass':[{'enabled':false}] | 'name':'b'",
        "storage_bucket | 'name':'b','hierarchical_namespace':[{'enabled':false}] | 'name':'b'",
        "bigquery_table | 'schema':'[{`name`:`a`},{`name`:`b`}]' | 'schema':'[{`name`:`b`},{`name`:`a`}]'",
        "billing_budget | 'budget_filter':[{'calendar_period':'MONTH'}] | 'budget_filter':[{'credit_types_treatment':'INCLUDE_ALL_CREDITS'}]",
        "cloud_scheduler_job | 'http_target':[{'uri':'https://a.b/c','oidc_token':[{'service_account_email':'a','audience':'https://a.b/c'}]}] | 'http_target':[{'uri':'https://a.b/c','oidc_token':[{'service_account_email':'a'}]}]",
        "service_networking_connection | 'reserved_peering_ranges':['a','b'] | 'reserved_peering_ranges':['b','a']",
        "alloydb_backup | 'cluster_name':'projects/7/c' | 'cluster_name':'projects/acme/c'",
        "bigquery_analytics_hub_listing | 'location':'eu' | 'location':'EU'",
        "bigtable_app_profile | 'instance':'a/b' | 'instance':'b'",
        "cloud_tasks_queue | 'retry_config':[{'max_backoff':'60s'}] | 'retry_config':[{'max_backoff':'1m'}]",
        "compute_forwarding_rule | 'name':'f','port_range':'80-80' | 'name':'f','port_range':'80'",
        "compute_image | 'raw_disk':[{'source':'s','sha1':'a-_='}] | 'raw_disk':[{'source':'s','sha1':'a+/'}]",
        "compute_instance_template | 'network_interface':[{'ipv6_address':'2001:db8::1'}] | 'network_interface':[{'ipv6_address':'2001:db8:0:0::1'}]",
        "compute_region_disk | 'type':'zones/z/diskTypes/pd-ssd' | 'type':'pd-ssd'",
        "container_registry | 'location':'EU' | 'location':'eu'",
        "dataplex_aspect_type | 'data_classification':'DATA_CLASSIFICATION_UNSPECIFIED' | 'description':''",
        "dialogflow_cx_tool | 'function_spec':[{'input_schema':'{`a`:1,`b`:2}'}] | 'function_spec':[{'input_schema':'{`b`: 2, `a`: 1}'}]",
        "iam_workforce_pool_iam_policy | 'policy_data':'{`etag`:`x`}' | 'policy_data':'{`etag`:`y`}'",
        "kms_autokey_config | 'folder':'folders/1' | 'folder':'1'",
        "logging_project_bucket_config | 'enable_analytics':true | 'enable_analytics':false",
        "vmwareengine_private_cloud | 'type':'STANDARD' | 'description':''",
      })
  void nothingChanges(String type, String before, String after) throws IOException {
    assertThat(update(type, before, after).value()).isEqualTo(existing(type, before));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "sql_database_instance | 'settings':[{'tier':'t','disk_size':20}] | 'settings':[{'tier':'t','disk_size':10,'disk_autoresize':false}] | settings.0.disk_size",
        "sql_database_instance | 'settings':[{'tier':'t','auto_upgrade_enabled':true}] | 'settings':[{'tier':'t'}] | settings.0.auto_upgrade_enabled",
        "sql_database_instance | 'master_instance_name':'a' | 'master_instance_name':'b' | master_instance_name",
        "compute_disk | 'type':'pd-extreme','provisioned_iops':100 | 'type':'pd-extreme','provisioned_iops':200 | provisioned_iops",
        "compute_instance | 'network_interface':[{'network':'n','network_ip':'10.0.0.1'}] | 'network_interface':[{'network':'n','network_ip':'10.0.0.2'}] | network_interface.0.network_ip",
        "compute_instance | 'name':'vm' | 'name':'vm','metadata_startup_script':'x' | metadata_startup_script",
        "storage_bucket | 'retention_policy':[{'retention_period':'10','is_locked':true}] | 'retention_policy':[{'retention_period':'10'}] | retention_policy.0.is_locked",
        "bigquery_table | 'schema':'[{`name`:`a`},{`name`:`b`}]' | 'schema':'[{`name`:`a`},{`name`:`c`}]' | schema",
        "bigquery_table | 'schema':'[{`name`:`a`}]' | 'schema':'[{`name`:`a`},{`name`:`b`,`mode`:`REQUIRED`}]' | schema",
        "ml_engine_model | 'regions':['a'] | 'regions':['b'] | regions",
        "service_networking_connection | 'network':'a' | 'network':'b' | network",
      })
  void itIsReplaced(String type, String before, String after, String path) throws IOException {
    assertThat(update(type, before, after).replace())
        .extracting(Path::dotted)
        .containsExactly(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "compute_firewall | 'enable_logging':false,'log_config':[{'metadata':'INCLUDE_ALL_METADATA'}] | log_config cannot be defined when enable_logging is false",
        "compute_router | 'bgp':[{'asn':64514,'advertised_groups':['ALL_SUBNETS']}] | Error in bgp: advertised_groups cannot be specified when using advertise_mode DEFAULT",
        "bigtable_instance | 'name':'i' | config is invalid: Too few cluster blocks: Should have at least 1 @cluster@ block",
        "cloud_run_domain_mapping | 'name':'d' | Insufficient @metadata@ blocks. 1 @metadata@ block is required.",
        "cloud_run_service | 'autogenerate_revision_name':true,'template':[{'metadata':[{'name':'r'}]}] | google_cloud_run_service: `template.metadata.name` cannot be set while `autogenerate_revision_name` is true. Please remove the field or set `autogenerate_revision_name` to false.",
        "composer_environment | 'config':[{'enable_private_environment':true}] | error in configuration, config.0.enable_private_environment should only be used in Composer 3",
        "compute_health_check | 'http_health_check':[{'port_specification':'USE_NAMED_PORT'}] | Error in http_health_check: Must specify port_name when using USE_NAMED_PORT as port_specification.",
        "compute_instance_template | 'disk':[{'type':'SCRATCH','disk_type':'pd-ssd'}] | SCRATCH disks must have a disk_type of local-ssd. disk 0 has disk_type pd-ssd",
        "compute_region_backend_service | 'backend':[{'capacity_scaler':1}] | @capacity_scaler@ cannot be set for non-managed backend service, found value 1",
        "compute_security_policy | 'rule':[{'priority':1,'action':'allow'},{'priority':1,'action':'deny'}] | Two rules have the same priority, please update one of the priorities to be different.",
        "compute_ssl_policy | 'name':'s','profile':'CUSTOM' | Error in SSL Policy s: the profile is set to CUSTOM but no custom_features are set.",
        "container_cluster | 'cluster_autoscaling':[{'auto_provisioning_defaults':[{'upgrade_settings':[{'strategy':'BLUE_GREEN','max_surge':1}]}]}] | Surge upgrade settings max_surge/max_unavailable can only be used when strategy is set to SURGE",
        "logging_project_sink | 'unique_writer_identity':false,'bigquery_options':[{'use_partitioned_tables':true}] | unique_writer_identity must be true when bigquery_options is supplied",
      })
  void itIsRefused(String type, String config, String reason) throws IOException {
    assertThat(PlanRules.refusals("google_" + type, value(type, config), true))
        .isEqualTo(List.of(reason.replace('@', '"')));
  }

  private Calls.Planned update(String type, String before, String after) throws IOException {
    Value config = value(type, after);
    return planner.plan(
        PROVIDER, schema(type), new Calls.Change(existing(type, before), config, config));
  }

  private Value existing(String type, String json) throws IOException {
    Value config = value(type, json);
    Value planned =
        planner.plan(PROVIDER, schema(type), new Calls.Change(Values.NULL, config, config)).value();
    return new Completion(new Identity(Schema.google()), false)
        .complete(schema(type), PROVIDER, planned, Instant.EPOCH, "test");
  }

  private static ResourceSchema schema(String type) {
    return Schema.google().resource("google_" + type).orElseThrow();
  }

  /** Text inside text is written between backquotes. */
  private static Value value(String type, String fields) throws IOException {
    String json = "{" + fields.replace('\'', '"').replace("`", "\\\"") + "}";
    JsonNode tree = JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
    return JsonValues.read(schema(type).block(), tree);
  }
}
