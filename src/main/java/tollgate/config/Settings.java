package tollgate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Dictionary;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Lists;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;
import tollgate.config.read.Tree;
import tollgate.config.read.Truth;

/**
 * Everything tollgate.yaml says, for one environment.
 *
 * @param project where everything is made
 * @param projectNumber of that project, for the names of Google's service agents
 * @param billingAccount without one no budget is made at Google; the gate's own budget holds anyway
 * @param region of everything that has one
 * @param zone in that region
 * @param dataLocation of all buckets and datasets
 * @param owner who answers for the platform
 * @param environment the chosen environment, {@code default} when none was
 * @param protect true refuses to delete what holds data
 * @param labels on every resource that takes some, besides the stacks' own
 * @param budget for all stacks together
 * @param lake empty when there is none
 * @param workstation empty when there is none
 * @param orchestrator empty when there is none
 * @param waivers rules set aside
 * @param policy of the gate
 * @param state where Terraform keeps it
 */
public record Settings(
    ProjectId project,
    Optional<ProjectNumber> projectNumber,
    Optional<BillingAccount> billingAccount,
    Region region,
    Zone zone,
    Location dataLocation,
    Email owner,
    String environment,
    boolean protect,
    Map<String, String> labels,
    Budget budget,
    Optional<Lake> lake,
    Optional<Workstation> workstation,
    Optional<Orchestrator> orchestrator,
    List<Waiver> waivers,
    Policy policy,
    State state) {
  private static final int LONGEST_BUCKET_NAME = 63;
  private static final Pattern LABEL_KEY = Pattern.compile("(?!goog)[a-z][a-z0-9_-]{0,62}");
  private static final Pattern LABEL_VALUE = Pattern.compile("[a-z0-9_-]{0,63}");

  private static final Field<ProjectId> PROJECT =
      Field.of("project", ProjectId.KIND)
          .means("Id of the Google Cloud project everything is made in; it must exist.")
          .like("acme-data-dev");
  private static final Field<Optional<ProjectNumber>> PROJECT_NUMBER =
      Field.maybe("project_number", ProjectNumber.KIND)
          .means("Number of the project; Google's service agents carry it in their names.")
          .like("123456789012");
  private static final Field<Optional<BillingAccount>> BILLING_ACCOUNT =
      Field.maybe("billing_account", BillingAccount.KIND)
          .means(
              "Billing account of the project. Without it no budget with alerts is made at Google.")
          .like("01AB23-CD45EF-678901");
  private static final Field<Region> REGION =
      Field.of("region", Region.KIND)
          .means("Region of everything that has one.")
          .like("us-central1");
  private static final Field<Optional<Zone>> ZONE =
      Field.maybe("zone", Zone.KIND)
          .showing("zone b of the region, the one letter every region has")
          .means("Zone of the workstation and the database.")
          .like("us-central1-b");
  private static final Field<Location> DATA_LOCATION =
      Field.of("data_location", Location.KIND)
          .means(
              "Where all buckets and datasets lie: a region, or a multi-region such as US or EU.")
          .like("US");
  private static final Field<Email> OWNER =
      Field.of("owner", Email.KIND)
          .means("Who answers for the platform.")
          .like("data-team@acme.example");
  private static final Field<Boolean> PROTECT =
      Field.of("protect", new Truth())
          .orElse(false)
          .means("Whether deleting data, databases and services is refused.")
          .like("true");
  private static final Field<Map<String, String>> LABELS =
      Field.of(
              "labels",
              new Dictionary<>(
                  "labels",
                  LABEL_KEY,
                  "Use up to 63 lower-case letters, digits, dashes and underscores, a letter first,"
                      + " not goog.",
                  Kind.text("label", Settings::label, Kind.matching("^" + LABEL_VALUE + "$")),
                  32))
          .orElse(Map.of())
          .means("Labels on every resource that takes some.")
          .like("{cost_center: data}");
  private static final Field<Budget> BUDGET =
      Field.of("budget", Budget.SHAPE)
          .means("What the platform may cost in a month.")
          .like("{monthly: 280 USD}");
  private static final Field<Optional<Lake>> LAKE =
      Field.maybe("lake", Lake.SHAPE)
          .showing("none")
          .means("Buckets and datasets.")
          .like("{buckets: [{purpose: lake}]}");
  private static final Field<Optional<Workstation>> WORKSTATION =
      Field.maybe("workstation", Workstation.SHAPE)
          .showing("none")
          .means("The virtual machine people work on.")
          .like("{time_zone: Europe/Berlin, users: [\"user:ada@acme.example\"]}");
  private static final Field<Optional<Orchestrator>> ORCHESTRATOR =
      Field.maybe("orchestrator", Orchestrator.SHAPE)
          .showing("none")
          .means("What runs the pipelines.")
          .like("{users: [\"user:ada@acme.example\"]}");
  private static final Field<List<Waiver>> WAIVERS =
      Field.of("waivers", new Lists<>("waivers", Waiver.SHAPE, 0, 100))
          .orElse(List.of())
          .means("Rules of the gate set aside for some resources until a day.")
          .like("[]");
  private static final Field<Policy> POLICY =
      Field.of("policy", Policy.SHAPE)
          .orElse(Policy.DEFAULT)
          .showing("every rule with its own severity")
          .means("How strict the gate is.")
          .like("{severities: {cost/cloud-run-always-on: warn}}");
  private static final Field<State> STATE =
      Field.of("state", State.SHAPE)
          .orElse(State.DEFAULT)
          .showing("a file on this machine")
          .means("Where Terraform keeps its state.")
          .like("{backend: gcs, bucket: acme-data-tfstate}");

  /** Read by the loader before anything else, and known here for its name and meaning. */
  static final Field<Map<String, Tree.Mapping>> ENVIRONMENTS =
      Field.of("environments", new Environments(() -> shape(Environments.DEFAULT)))
          .orElse(Map.of())
          .showing("none")
          .means(
              "Settings that differ in an environment, by its name. Mappings are merged, lists and"
                  + " values replace, null takes a section away.")
          .like("{prod: {project: acme-data-prod, protect: true}}");

  /** The description of the file, making settings for an environment. */
  static Shape<Settings> shape(String environment) {
    return new Shape<>(
        "tollgate.yaml",
        "Everything Tollgate builds, runs and guards.",
        List.of(
            PROJECT,
            PROJECT_NUMBER,
            BILLING_ACCOUNT,
            REGION,
            ZONE,
            DATA_LOCATION,
            OWNER,
            PROTECT,
            LABELS,
            BUDGET,
            LAKE,
            WORKSTATION,
            ORCHESTRATOR,
            WAIVERS,
            POLICY,
            STATE,
            ENVIRONMENTS),
        in ->
            new Settings(
                in.get(PROJECT),
                in.get(PROJECT_NUMBER),
                in.get(BILLING_ACCOUNT),
                in.get(REGION),
                in.get(ZONE).orElseGet(in.get(REGION)::defaultZone),
                in.get(DATA_LOCATION),
                in.get(OWNER),
                environment,
                in.get(PROTECT),
                in.get(LABELS),
                in.get(BUDGET),
                in.get(LAKE),
                in.get(WORKSTATION),
                in.get(ORCHESTRATOR),
                in.get(WAIVERS),
                in.get(POLICY),
                in.get(STATE)));
  }

  public Settings {
    labels = Map.copyOf(labels);
    waivers = List.copyOf(waivers);
    Faults faults = new Faults().check(LABELS, labels).check(WAIVERS, waivers);
    if (!Environments.NAME.matcher(environment).matches()) {
      faults.add(
          Shown.quoted(environment) + " is no name for an environment. Use a word like prod.",
          "environments");
    }
    if (!zone.isIn(region)) {
      faults.add(
          "%s is not in %s. Use a zone of the region, as in %s."
              .formatted(zone, region, region.defaultZone()),
          "zone",
          "region");
    }
    if (lake.isPresent()) {
      checkBuckets(faults, project, dataLocation, lake.get().buckets());
      checkDatasets(faults, dataLocation, lake.get().datasets());
    }
    orchestrator.ifPresent(wish -> checkMachine(faults, wish, workstation));
    faults.raise();
  }

  private static void checkMachine(
      Faults faults, Orchestrator wish, Optional<Workstation> workstation) {
    if (workstation.isPresent()) {
      if (wish.target() == OrchestratorTarget.VM) {
        checkLogins(faults, wish.users(), workstation.get().users());
      }
      return;
    }
    if (wish.target() == OrchestratorTarget.VM) {
      faults.add(
          "there is no workstation for it to run on. Add a workstation section, or use cloud-run.",
          "orchestrator.target",
          "workstation");
    }
    if (wish.storage() == OrchestratorStorage.NFS) {
      faults.add(
          "there is no workstation with a disk to share. Add a workstation section, or use gcs.",
          "orchestrator.storage",
          "workstation");
    }
  }

  /** Who reaches a page on the workstation logs in to the workstation. */
  private static void checkLogins(Faults faults, List<Principal> users, List<Principal> logins) {
    for (int i = 0; i < users.size(); i++) {
      if (!logins.contains(users.get(i))) {
        faults.add(
            users.get(i)
                + " cannot log in to the workstation that it runs on. Name them in workstation.users too.",
            "orchestrator.users[" + i + "]",
            "workstation.users");
      }
    }
  }

  private static void checkBuckets(
      Faults faults, ProjectId project, Location dataLocation, List<BucketSettings> buckets) {
    for (int i = 0; i < buckets.size(); i++) {
      BucketSettings bucket = buckets.get(i);
      String path = "lake.buckets[" + i + "]";
      String name = bucketName(project, bucket);
      if (name.length() > LONGEST_BUCKET_NAME) {
        faults.add(
            "the bucket would be named %s, which is longer than %d characters. Use a shorter word."
                .formatted(Shown.quoted(name), LONGEST_BUCKET_NAME),
            path + ".purpose",
            "project");
      }
      Location place = bucket.location().orElse(dataLocation);
      if (!place.goesWith(dataLocation)) {
        faults.add(
            "the bucket would lie in %s and the datasets in %s, and BigQuery does not read across. Leave location out, or change data_location."
                .formatted(place, dataLocation),
            path + ".location",
            "data_location");
      }
    }
  }

  private static void checkDatasets(
      Faults faults, Location dataLocation, List<DatasetSettings> datasets) {
    if (!datasets.isEmpty() && !dataLocation.holdsDatasets()) {
      faults.add(
          "BigQuery keeps no datasets in " + dataLocation + ". Use US, EU or a region.",
          "data_location");
    }
    for (int i = 0; i < datasets.size(); i++) {
      Location place = datasets.get(i).location().orElse(dataLocation);
      if (!place.isSameAs(dataLocation)) {
        faults.add(
            "the dataset would lie in %s and the buckets in %s, and a query cannot read one place and write another. Leave location out, or change data_location."
                .formatted(place, dataLocation),
            "lake.datasets[" + i + "].location",
            "data_location");
      }
    }
  }

  /** The name of a bucket, the same in every stack: {@code project-purpose}. */
  public String bucketName(BucketSettings bucket) {
    return bucketName(project, bucket);
  }

  private static String bucketName(ProjectId project, BucketSettings bucket) {
    return project + "-" + bucket.purpose();
  }

  /** Where a bucket lies. */
  public Location locationOf(BucketSettings bucket) {
    return bucket.location().orElse(dataLocation);
  }

  /** Where a dataset lies. */
  public Location locationOf(DatasetSettings dataset) {
    return dataset.location().orElse(dataLocation);
  }

  private static String label(String text) {
    if (!LABEL_VALUE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no label. Use up to 63 lower-case letters, digits, dashes and underscores.");
    }
    return text;
  }
}
