package tollgate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;
import tollgate.config.read.Truth;

/**
 * The orchestrator. It runs day and night, so this section also declares a standing cost.
 *
 * @param kind which one
 * @param target what it runs on
 * @param storage where its files are kept
 * @param git where they are fetched from, with that storage only
 * @param access how people reach it
 * @param users who may; nobody by name where everybody may
 * @param image pinned container image
 * @param cpu vCPUs of its main container: 1, 2, 4, 6 or 8
 * @param memory of its main container
 * @param database where it keeps runs and users
 * @param dockerSocket true when its tasks may be containers of their own, with Docker's socket
 * @param secretsVersion counted up to write new generated passwords
 */
public record Orchestrator(
    OrchestratorKind kind,
    OrchestratorTarget target,
    OrchestratorStorage storage,
    Optional<GitSource> git,
    OrchestratorAccess access,
    List<Principal> users,
    ContainerImage image,
    int cpu,
    MemorySize memory,
    Database database,
    boolean dockerSocket,
    int secretsVersion) {
  /**
   * Cloud Run's limits for the second generation: for each number of vCPUs the least and the most
   * memory in MiB.
   */
  private static final Map<Integer, List<Integer>> MEMORY =
      Map.of(
          1, List.of(512, 4096),
          2, List.of(512, 8192),
          4, List.of(2048, 16_384),
          6, List.of(4096, 24_576),
          8, List.of(4096, 32_768));

  private static final Field<OrchestratorKind> KIND =
      Field.of("kind", new Choice<>(OrchestratorKind.class))
          .orElse(OrchestratorKind.MAGE)
          .means(
              "Which orchestrator. Not every choice goes with every kind: docs/orchestrators.md.")
          .like("mage");
  private static final Field<OrchestratorTarget> TARGET =
      Field.of("target", new Choice<>(OrchestratorTarget.class))
          .orElse(OrchestratorTarget.CLOUD_RUN)
          .means(
              "What it runs on: Cloud Run, day and night, or containers on the workstation (vm), which"
                  + " stop when the machine does.")
          .like("cloud-run");
  private static final Field<Optional<OrchestratorStorage>> STORAGE =
      Field.maybe("storage", new Choice<>(OrchestratorStorage.class))
          .showing(
              "gcs; disk on the workstation; image for prefect and dagster; git where that is given")
          .means(
              "Where files are kept: nowhere besides the image, in a repository (git), a bucket (gcs),"
                  + " a directory of the workstation (disk), the same shared with Cloud Run (nfs), or a"
                  + " Filestore share of 1 TiB, which the gate refuses without a waiver.")
          .like("gcs");
  private static final Field<Optional<GitSource>> GIT =
      Field.maybe("git", GitSource.SHAPE)
          .showing("none")
          .means("The repository, which makes the storage git.")
          .like("{repository: https://github.com/acme/pipelines.git}");
  private static final Field<OrchestratorAccess> ACCESS =
      Field.of("access", new Choice<>(OrchestratorAccess.class))
          .orElse(OrchestratorAccess.IAP)
          .means(
              "How people reach it: through Google's sign-in (iap), with an IAM token (iam), or"
                  + " everybody with its own login only (public), which the gate refuses without a"
                  + " waiver of access/invoker-check-off.")
          .like("iap");
  private static final Field<List<Principal>> USERS =
      Field.of("users", new Lists<>("principals", Principal.KIND, 0, 50))
          .means("Who may reach it; [] with access: public.")
          .like("[\"user:ada@acme.example\"]");
  private static final Field<Optional<ContainerImage>> IMAGE =
      Field.maybe("image", ContainerImage.KIND)
          .showing("the published image of the kind; dagster has none")
          .means("Container image, pinned to a version or digest.")
          .like("mageai/mageai:0.9.79");
  private static final Field<Optional<Integer>> CPU =
      Field.maybe("cpu", new Numbers(1, 8, "vCPUs"))
          .showing("2; 1 for prefect and dagster")
          .means("vCPUs of its main container: 1, 2, 4, 6 or 8.")
          .like("2");
  private static final Field<Optional<MemorySize>> MEMORY_SIZE =
      Field.maybe("memory", MemorySize.KIND)
          .showing("4Gi; 2Gi for prefect and dagster")
          .means("Memory of its main container; pipelines run in it.")
          .like("4Gi");
  private static final Field<Database> DATABASE =
      Field.of("database", Database.SHAPE)
          .orElse(Database.DEFAULT)
          .showing("a small zonal one")
          .means("Where it keeps runs and users.")
          .like("{tier: db-g1-small}");
  private static final Field<Boolean> DOCKER_SOCKET =
      Field.of("docker_socket", new Truth())
          .orElse(false)
          .means(
              "Whether Kestra's tasks run as containers of their own, with kind: kestra and target: vm."
                  + " Docker's socket is root on the workstation, for who may edit a flow.")
          .like("false");
  private static final Field<Integer> SECRETS_VERSION =
      Field.of("secrets_version", new Numbers(1, 1_000_000, "versions"))
          .orElse(1)
          .means("Count it up to have new passwords made and written.")
          .like("1");

  static final Shape<Orchestrator> SHAPE =
      new Shape<>(
          "orchestrator",
          "What runs the pipelines, day and night. Without this section there is none.",
          List.of(
              KIND,
              TARGET,
              STORAGE,
              GIT,
              ACCESS,
              USERS,
              IMAGE,
              CPU,
              MEMORY_SIZE,
              DATABASE,
              DOCKER_SOCKET,
              SECRETS_VERSION),
          in -> {
            OrchestratorKind kind = in.get(KIND);
            return new Orchestrator(
                kind,
                in.get(TARGET),
                in.get(STORAGE)
                    .orElseGet(
                        () ->
                            in.get(GIT).isPresent()
                                ? OrchestratorStorage.GIT
                                : kind.usualStorage(in.get(TARGET))),
                in.get(GIT),
                in.get(ACCESS),
                in.get(USERS),
                in.get(IMAGE)
                    .or(kind::publishedImage)
                    .orElseThrow(() -> new Faults().add(ownImage(kind), "image", "kind").invalid()),
                in.get(CPU).orElse(kind.leastCpu()),
                in.get(MEMORY_SIZE).orElse(kind.leastMemory()),
                in.get(DATABASE),
                in.get(DOCKER_SOCKET),
                in.get(SECRETS_VERSION));
          });

  public Orchestrator {
    users = List.copyOf(users);
    Faults faults = new Faults().check(USERS, users).check(SECRETS_VERSION, secretsVersion);
    for (OrchestratorLimit limit :
        new OrchestratorChoices(kind, target, storage, access, connection(target, database))
            .limits()) {
      faults.add(limit.reason(), limit.fields().toArray(String[]::new));
    }
    faults
        .note(kind.fault(image), "image", "kind")
        .unless(
            users.isEmpty() == (access == OrchestratorAccess.PUBLIC),
            users.isEmpty()
                ? "nobody could reach it. Name somebody, for example users: [\"user:ada@acme.example\"]"
                : "with access: public everybody is let in. Write users: [].",
            "users",
            "access")
        .unless(
            git.isPresent() == (storage == OrchestratorStorage.GIT),
            git.isPresent()
                ? "nothing is fetched with another storage than git. Leave git or storage out."
                : "storage: git needs to know from where. Add git: {repository: https://…}.",
            "git",
            "storage")
        .unless(
            storage != OrchestratorStorage.IMAGE
                || !needsCode(kind)
                || !kind.publishedImage().equals(Optional.of(image)),
            kind.title()
                + "'s published image holds no pipelines. Name an image of your own, or another storage.",
            "storage",
            "image");
    faults.unless(
        !dockerSocket || (kind == OrchestratorKind.KESTRA && target == OrchestratorTarget.VM),
        "only Kestra on the workstation has a use for Docker's socket. Leave it out, or use kind: kestra with target: vm.",
        "docker_socket",
        "kind");
    if (target == OrchestratorTarget.CLOUD_RUN) {
      checkSize(faults, cpu, memory);
    }
    if (connection(target, database) == DatabaseConnection.BESIDE) {
      database.checkBeside(faults);
    }
    faults.raise();
  }

  private static void checkSize(Faults faults, int cpu, MemorySize memory) {
    List<Integer> bounds = MEMORY.getOrDefault(cpu, List.of());
    if (bounds.isEmpty()) {
      faults.add(cpu + " vCPUs are not possible on Cloud Run. Use 1, 2, 4, 6 or 8.", "cpu");
    } else if (memory.mebibytes() < bounds.get(0) || memory.mebibytes() > bounds.get(1)) {
      faults.add(
          "%s of memory is not possible with cpu: %d on Cloud Run. Use %s to %s."
              .formatted(memory, cpu, new MemorySize(bounds.get(0)), new MemorySize(bounds.get(1))),
          "memory",
          "cpu");
    }
  }

  /** How it reaches its database: through the connector, or on the workstation beside it. */
  public DatabaseConnection connection() {
    return connection(target, database);
  }

  /** The choices that decide what it is made of. */
  public OrchestratorChoices choices() {
    return new OrchestratorChoices(kind, target, storage, access, connection());
  }

  private static DatabaseConnection connection(OrchestratorTarget target, Database database) {
    return database
        .connection()
        .orElse(
            target == OrchestratorTarget.VM
                ? DatabaseConnection.BESIDE
                : DatabaseConnection.CONNECTOR);
  }

  /** Kinds whose pipelines are files that must be in the image when they are nowhere else. */
  private static boolean needsCode(OrchestratorKind kind) {
    return kind == OrchestratorKind.MAGE || kind == OrchestratorKind.AIRFLOW;
  }

  private static String ownImage(OrchestratorKind kind) {
    return "%s runs pipelines that are in its image, so there is none to start with. Name your own, for example image: us-docker.pkg.dev/PROJECT/images/pipelines:1."
        .formatted(kind.title());
  }
}
