package tollgate.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One right in the provider's many spellings. */
class GrantTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'google_storage_bucket_iam_member':{'it':{'role':'r','member':'allUsers'}}",
        "'google_storage_bucket_iam_binding':{'it':{'role':'r','members':['user:a@b.c','AllUsers']}}",
        "'google_cloud_run_v2_service_iam_policy':{'it':{'policy_data':'{\\\"bindings\\\":[{\\\"role\\\":\\\"r\\\",\\\"members\\\":[\\\"allUsers\\\"]}]}'}}",
        "'google_bigquery_dataset':{'it':{'access':[{'role':'READER','special_group':'allAuthenticatedUsers'}]}}",
        "'google_bigquery_dataset_access':{'it':{'role':'READER','iam_member':'allUsers'}}",
        "'google_storage_bucket_access_control':{'it':{'role':'READER','entity':'allUsers'}}",
        "'google_storage_default_object_access_control':{'it':{'role':'READER','entity':'allUsers'}}",
        "'google_storage_bucket_acl':{'it':{'role_entity':['OWNER:user-a@b.c','READER:allUsers']}}",
        "'google_storage_bucket_acl':{'it':{'predefined_acl':'publicReadWrite'}}",
        "'google_storage_object_acl':{'it':{'predefined_acl':'authenticatedRead'}}"
      })
  void the_public_is_found_in_every_spelling(String resource) throws IOException {
    assertThat(grants(resource)).anyMatch(Grant::isPublic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'google_storage_bucket_iam_member':{'it':{'role':'r','member':'group:all@b.c'}}",
        "'google_bigquery_dataset':{'it':{'access':[{'role':'OWNER','special_group':'projectOwners'}]}}",
        "'google_bigquery_dataset':{'it':{'access':[{'role':'READER','domain':'acme.example'}]}}",
        "'google_storage_bucket_acl':{'it':{'predefined_acl':'private'}}"
      })
  void those_who_are_named_are_not_the_public(String resource) throws IOException {
    assertThat(grants(resource)).noneMatch(Grant::isPublic);
  }

  @Test
  void a_policy_that_cannot_be_read_may_grant_anything() throws IOException {
    List<Grant> grants =
        grants("'google_project_iam_policy':{'it':{'policy_data':'no json at all'}}");

    assertThat(grants).hasSize(1);
    assertThat(grants.get(0).member()).isEmpty();
    assertThat(grants.get(0).role()).isEmpty();
  }

  @Test
  void project_folder_and_organization_grants_are_wide() throws IOException {
    for (String level : List.of("project", "folder", "organization")) {
      assertThat(grants("'google_%s_iam_member':{'it':{'role':'r','member':'m'}}".formatted(level)))
          .allMatch(Grant::isWide);
    }
    assertThat(grants("'google_storage_bucket_iam_member':{'it':{'role':'r','member':'m'}}"))
        .noneMatch(Grant::isWide);
  }

  private static List<Grant> grants(String resource) throws IOException {
    return new Scene(
            List.of(Cases.stack(Cases.json("{'resource':{" + resource + "}}"))),
            Optional.empty(),
            Policy.NONE,
            Cases.TODAY)
        .grants();
  }
}
