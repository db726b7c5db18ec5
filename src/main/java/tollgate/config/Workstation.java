package tollgate.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * The virtual machine people work on.
 *
 * @param machine an x86 type, since the image is
 * @param diskGb size of the boot disk in GB
 * @param startAt when it is started from Monday to Friday, in {@code timeZone}; empty never
 * @param stopAt when it is stopped each day, to the minute, in {@code timeZone}
 * @param timeZone a named zone with its summer time, not an offset
 * @param idleStop how long nobody is logged in and nothing runs before it stops itself; empty never
 * @param maxRunDuration the longest it runs after a start, 1 hour to 120 days; empty without limit
 * @param hoursPerWeek how long somebody means to let it run; for the estimate only
 * @param python what brings Python to it
 * @param terraform the version of terraform on it; empty for none
 * @param users who may log in; at least one
 * @param subnet the range of its own network
 */
public record Workstation(
    MachineType machine,
    int diskGb,
    DiskType diskType,
    Optional<LocalTime> startAt,
    LocalTime stopAt,
    ZoneId timeZone,
    Optional<Duration> idleStop,
    Optional<Duration> maxRunDuration,
    Optional<Integer> hoursPerWeek,
    PythonTool python,
    Optional<ToolVersion> terraform,
    List<Principal> users,
    Cidr subnet) {
  /** What Google allows as a limit of one run. */
  private static final Duration LONGEST_RUN = Duration.ofDays(120);

  private static final Field<MachineType> MACHINE =
      Field.of("machine", MachineType.KIND)
          .orElse(new MachineType("e2-standard-4"))
          .means("Machine type, predefined or custom.")
          .like("e2-standard-4");
  private static final Field<Integer> DISK_GB =
      Field.of("disk_gb", new Numbers(10, 65_536, "GB"))
          .orElse(100)
          .means("Size of the boot disk in GB. A disk grows but never shrinks.")
          .like("100");
  private static final Field<DiskType> DISK_TYPE =
      Field.of("disk_type", new Choice<>(DiskType.class))
          .orElse(DiskType.PD_BALANCED)
          .means("Kind of the boot disk.")
          .like("pd-balanced");
  private static final Field<Optional<LocalTime>> START_AT =
      Field.maybe("start_at", Times.TIME_OF_DAY)
          .showing("never")
          .means(
              "When the machine is started from Monday to Friday. Left out, people start it when they"
                  + " need it, which is cheaper.")
          .like("\"08:30\"");
  private static final Field<LocalTime> STOP_AT =
      Field.of("stop_at", Times.TIME_OF_DAY)
          .orElse(LocalTime.of(20, 0))
          .means("When the machine is stopped each day, in its time zone.")
          .like("\"20:00\"");
  private static final Field<ZoneId> TIME_ZONE =
      Field.of("time_zone", Times.TIME_ZONE)
          .means(
              "The time zone of start_at and stop_at. It has no default, since a wrong one bills hours.")
          .like("Europe/Berlin");
  private static final Field<Optional<Duration>> IDLE_STOP =
      Field.maybe("idle_stop", Times.DURATION)
          .showing("never")
          .means("How long the machine may idle before it stops itself, 10m to 24h.")
          .like("1h");
  private static final Field<Optional<Duration>> MAX_RUN_DURATION =
      Field.maybe("max_run_duration", Times.DURATION)
          .showing("no limit")
          .means(
              "How long the machine runs at most after a start before Google stops it, 1h to 2880h."
                  + " Google takes it only when a machine is made: changing it replaces the machine"
                  + " and its disk.")
          .like("12h");
  private static final Field<Optional<Integer>> HOURS_PER_WEEK =
      Field.maybe("hours_per_week", new Numbers(1, 168, "hours"))
          .showing("what the schedule allows")
          .means(
              "How long you mean to let the machine run in a week. The estimate counts it; nothing"
                  + " enforces it.")
          .like("40");
  private static final Field<PythonTool> PYTHON =
      Field.of("python", new Choice<>(PythonTool.class))
          .orElse(PythonTool.UV)
          .means("What brings Python to the machine: uv, or Miniforge for conda environments.")
          .like("uv");
  private static final Field<Optional<ToolVersion>> TERRAFORM =
      Field.maybe("terraform", ToolVersion.KIND)
          .showing("not installed")
          .means("Version of terraform on the machine, from HashiCorp's packages.")
          .like("1.14.3");
  private static final Field<List<Principal>> USERS =
      Field.of("users", new Lists<>("principals", Principal.KIND, 1, 50))
          .means("Who may log in.")
          .like("[\"user:ada@acme.example\"]");
  private static final Field<Cidr> SUBNET =
      Field.of("subnet", Cidr.KIND)
          .orElse(new Cidr("10.10.0.0", 24))
          .means("Address range of the machine's own network.")
          .like("10.10.0.0/24");

  static final Shape<Workstation> SHAPE =
      new Shape<>(
          "workstation",
          "The virtual machine people work on. Without this section there is none.",
          List.of(
              MACHINE,
              DISK_GB,
              DISK_TYPE,
              START_AT,
              STOP_AT,
              TIME_ZONE,
              IDLE_STOP,
              MAX_RUN_DURATION,
              HOURS_PER_WEEK,
              PYTHON,
              TERRAFORM,
              USERS,
              SUBNET),
          in ->
              new Workstation(
                  in.get(MACHINE),
                  in.get(DISK_GB),
                  in.get(DISK_TYPE),
                  in.get(START_AT),
                  in.get(STOP_AT),
                  in.get(TIME_ZONE),
                  in.get(IDLE_STOP),
                  in.get(MAX_RUN_DURATION),
                  in.get(HOURS_PER_WEEK),
                  in.get(PYTHON),
                  in.get(TERRAFORM),
                  in.get(USERS),
                  in.get(SUBNET)));

  public Workstation {
    users = List.copyOf(users);
    Faults faults =
        new Faults()
            .check(DISK_GB, diskGb)
            .check(START_AT, startAt)
            .check(STOP_AT, stopAt)
            .check(TIME_ZONE, timeZone)
            .check(IDLE_STOP, idleStop)
            .check(MAX_RUN_DURATION, maxRunDuration)
            .check(HOURS_PER_WEEK, hoursPerWeek)
            .check(USERS, users)
            .unless(
                idleStop.isEmpty()
                    || (idleStop.get().toMinutes() >= 10 && idleStop.get().toHours() <= 24),
                "the time is out of bounds. Use 10m to 24h.",
                "idle_stop")
            .unless(
                maxRunDuration.isEmpty()
                    || (maxRunDuration.get().toHours() >= 1
                        && maxRunDuration.get().compareTo(LONGEST_RUN) <= 0),
                "the time is out of bounds. Use 1h to 2880h.",
                "max_run_duration")
            .unless(
                startAt.isEmpty() || !startAt.get().equals(stopAt),
                "the machine cannot start and stop in the same minute. Choose another time.",
                "start_at",
                "stop_at")
            .unless(
                startAt.isEmpty() || hoursPerWeek.isEmpty(),
                "start_at and stop_at already say how long the machine runs. Leave one of the two"
                    + " out.",
                "hours_per_week",
                "start_at");
    if (machine.family().equals("t2a")) {
      faults.add(
          machine + " has ARM processors and the image is for x86. Use e2-standard-4 or the like.",
          "machine");
    } else if (!bootsFrom(machine.family(), diskType)) {
      faults.add(
          "%s machines do not boot from %s. Use another machine or disk_type."
              .formatted(machine.family(), Choice.spelled(diskType)),
          "machine",
          "disk_type");
    }
    faults.raise();
  }

  /** Google's table of machine families and disks: c4 and n4 take Hyperdisk only. */
  private static boolean bootsFrom(String family, DiskType disk) {
    return switch (family) {
      case "c4", "n4" -> false;
      case "c3", "g2" -> disk != DiskType.PD_STANDARD;
      default -> true;
    };
  }
}
