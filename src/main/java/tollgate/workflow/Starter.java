package tollgate.workflow;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tollgate.config.BillingAccount;
import tollgate.config.Email;
import tollgate.config.Location;
import tollgate.config.Money;
import tollgate.config.ProjectId;
import tollgate.config.ProjectNumber;
import tollgate.config.Region;

/**
 * What a first tollgate.yaml says.
 *
 * @param timeZone of the people who use the workstation, {@code Europe/Berlin}
 * @param parts that are built; the others stand in the file as comments
 */
public record Starter(
    ProjectId project,
    Optional<ProjectNumber> number,
    Optional<BillingAccount> billing,
    Region region,
    Location dataLocation,
    Email owner,
    Money budget,
    String timeZone,
    Set<Part> parts) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._@-]*");

  /** The sections of a platform, with about what each costs in a month in us-central1, in USD. */
  public enum Part {
    /** Empty buckets and datasets cost nothing. */
    lake(20),
    /** $61 when stopped each evening, $111 when it always runs. */
    workstation(120),
    /** Mage on Cloud Run with its database. */
    orchestrator(160);

    private final int monthly;

    Part(int monthly) {
      this.monthly = monthly;
    }

    /** A budget that these parts fit in, in USD. */
    public static int budget(Set<Part> parts) {
      return parts.stream().mapToInt(part -> part.monthly).sum();
    }
  }

  public Starter {
    parts = parts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(parts));
  }

  /** Where data lies when nobody says: the multi-region around the region, where there is one. */
  public static Location dataLocation(Region region) {
    if (region.value().startsWith("us-")) {
      return new Location("US");
    }
    // These regions belong to no EU multi-region: Zurich and London are outside of the EU.
    boolean inEu =
        region.value().startsWith("europe-")
            && !Set.of("europe-west2", "europe-west6").contains(region.value());
    return inEu ? new Location("EU") : new Location(region.value());
  }

  /** The whole file. */
  public String yaml() {
    return """
        # What is built, for whom, and what it may cost. `tollgate plan --sandbox` shows what this
        # would build, without an account. Every key: docs/settings.md.

        # The project's id, not its name. It must exist; everything is made in it.
        project: %s
        %s
        %s
        # Where everything runs that has a region.
        region: %s
        # One place for all buckets and datasets: a query cannot read one place and write another.
        data_location: %s
        # Who answers for the platform.
        owner: %s

        # The gate refuses a plan above this. With a billing_account, Google also mails these people.
        budget:
          monthly: %s
          alert: [%s]

        %s
        # Terraform's state is a file on this machine. To share it with others and to lock it, let
        # `tollgate bootstrap` make a bucket, and say so here:
        # state: {backend: gcs, bucket: %s-tfstate}

        # Rules set aside for some resources, each with a reason, an owner and a last day.
        waivers: []

        # What differs elsewhere: tollgate --env prod plan
        # environments:
        #   prod: {project: YOUR-PROD-PROJECT, protect: true}
        """
        .formatted(
            project,
            number
                .map(known -> "project_number: \"" + known + "\"")
                .orElse("# Google's service agents carry it in their names.\n# project_number:"),
            billing
                .map(known -> "billing_account: " + known)
                .orElse(
                    "# Without it no budget with alerts is made at Google.\n# billing_account:"),
            region,
            dataLocation,
            quoted(owner.value()),
            budget,
            quoted(owner.value()),
            sections(),
            project);
  }

  private String sections() {
    String user = "\"user:" + owner + "\"";
    return section(
            Part.lake,
            """
            lake:
              buckets:
                - {purpose: landing, expire_days: 30}
                - {purpose: lake}
              datasets:
                - {id: analytics}
                - {id: staging, expire_days: 7}
            """)
        + section(
            Part.workstation,
            """
            # Reached through Google's identity-aware proxy only, and stopped each night.
            workstation:
              machine: e2-standard-4
              disk_gb: 100
              stop_at: "20:00"
              time_zone: %s
              users: [%s]
            """
                .formatted(timeZone, user))
        + section(
            Part.orchestrator,
            """
            # Runs day and night, so it costs day and night.
            orchestrator:
              kind: mage
              target: cloud-run
              storage: gcs
              access: iap
              users: [%s]
              database: {tier: db-g1-small, storage_gb: 10, max_storage_gb: 50}
            """
                .formatted(user));
  }

  private String section(Part part, String text) {
    if (parts.contains(part)) {
      return text + "\n";
    }
    StringBuilder commented = new StringBuilder();
    text.lines()
        .forEach(line -> commented.append(line.startsWith("#") ? line : "# " + line).append('\n'));
    return commented.append('\n').toString();
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : '"' + text + '"';
  }
}
