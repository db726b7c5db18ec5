package tollgate.config;

import java.util.List;
import java.util.Map;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * The orchestrator. It runs day and night, so this section also declares a standing cost.
 *
 * @param kind which one
 * @param target what it runs on
 * @param storage where its project files are kept
 * @param access how people reach it
 * @param users who may; at least one
 * @param image pinned container image
 * @param cpu vCPUs of its one instance: 1, 2, 4, 6 or 8
 * @param memory of its one instance
 * @param database where it keeps runs and users
 * @param secretsVersion counted up to write new generated passwords
 */
public record Orchestrator(
    OrchestratorKind kind,
    OrchestratorTarget target,
    OrchestratorStorage storage,
    OrchestratorAccess access,
    List<Principal> users,
    ContainerImage image,
    int cpu,
    MemorySize memory,
    Database database,
    int secretsVersion) {
  /** Mage before 0.9.78 starts without a login. */
  private static final String MAGE_IMAGE = "mageai/mageai:0.9.79";

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
      Field.of(
              "kind",
              unbuilt(
                  new Choice<>(OrchestratorKind.class), "kestra", "airflow", "prefect", "dagster"))
          .orElse(OrchestratorKind.MAGE)
          .means("Which orchestrator.")
          .like("mage");
  private static final Field<OrchestratorTarget> TARGET =
      Field.of("target", unbuilt(new Choice<>(OrchestratorTarget.class), "vm"))
          .orElse(OrchestratorTarget.CLOUD_RUN)
          .means("What it runs on.")
          .like("cloud-run");
  private static final Field<OrchestratorStorage> STORAGE =
      Field.of("storage", unbuilt(new Choice<>(OrchestratorStorage.class), "image", "nfs"))
          .orElse(OrchestratorStorage.GCS)
          .means(
              "Where project files are kept: a mounted bucket, or a Filestore share of 1 TiB, which"
                  + " the gate refuses without a waiver.")
          .like("gcs");
  private static final Field<OrchestratorAccess> ACCESS =
      Field.of(
              "access",
              new Choice<>(OrchestratorAccess.class)
                  .refusing(
                      "public",
                      "an orchestrator runs any code, so it is never open to the internet."))
          .orElse(OrchestratorAccess.IAP)
          .means(
              "How people reach it: Google sign-in in front (iap), or only callers with an IAM token"
                  + " (iam).")
          .like("iap");
  private static final Field<List<Principal>> USERS =
      Field.of("users", new Lists<>("principals", Principal.KIND, 1, 50))
          .means("Who may reach it.")
          .like("[\"user:ada@acme.example\"]");
  private static final Field<ContainerImage> IMAGE =
      Field.of("image", ContainerImage.KIND)
          .orElse(new ContainerImage(MAGE_IMAGE))
          .means("Container image, pinned to a version or digest.")
          .like(MAGE_IMAGE);
  private static final Field<Integer> CPU =
      Field.of("cpu", new Numbers(1, 8, "vCPUs"))
          .orElse(2)
          .means("vCPUs of its one instance: 1, 2, 4, 6 or 8.")
          .like("2");
  private static final Field<MemorySize> MEMORY_SIZE =
      Field.of("memory", MemorySize.KIND)
          .orElse(new MemorySize(4096))
          .means("Memory of its one instance; pipelines run in it.")
          .like("4Gi");
  private static final Field<Database> DATABASE =
      Field.of("database", Database.SHAPE)
          .orElse(Database.DEFAULT)
          .showing("a small zonal one")
          .means("Where it keeps runs and users.")
          .like("{tier: db-g1-small}");
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
              ACCESS,
              USERS,
              IMAGE,
              CPU,
              MEMORY_SIZE,
              DATABASE,
              SECRETS_VERSION),
          in ->
              new Orchestrator(
                  in.get(KIND),
                  in.get(TARGET),
                  in.get(STORAGE),
                  in.get(ACCESS),
                  in.get(USERS),
                  in.get(IMAGE),
                  in.get(CPU),
                  in.get(MEMORY_SIZE),
                  in.get(DATABASE),
                  in.get(SECRETS_VERSION)));

  public Orchestrator {
    users = List.copyOf(users);
    List<Integer> bounds = MEMORY.getOrDefault(cpu, List.of());
    Faults faults = new Faults().check(USERS, users).check(SECRETS_VERSION, secretsVersion);
    if (bounds.isEmpty()) {
      faults.add(cpu + " vCPUs are not possible on Cloud Run. Use 1, 2, 4, 6 or 8.", "cpu");
    } else if (memory.mebibytes() < bounds.get(0) || memory.mebibytes() > bounds.get(1)) {
      faults.add(
          "%s of memory is not possible with cpu: %d on Cloud Run. Use %s to %s."
              .formatted(memory, cpu, new MemorySize(bounds.get(0)), new MemorySize(bounds.get(1))),
          "memory",
          "cpu");
    }
    faults.raise();
  }

  private static <E extends Enum<E>> Kind<E> unbuilt(Choice<E> choice, String... words) {
    for (String word : words) {
      choice.refusing(word, word + " is not built yet.");
    }
    return choice;
  }
}
