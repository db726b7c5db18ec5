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
 * @param stopAt when it is stopped each day, to the minute, in {@code timeZone}
 * @param timeZone a named zone with its summer time, not an offset
 * @param idleStop how long nobody is logged in and nothing runs before it stops itself; empty never
 * @param users who may log in; at least one
 * @param subnet the range of its own network
 */
public record Workstation(
    MachineType machine,
    int diskGb,
    DiskType diskType,
    LocalTime stopAt,
    ZoneId timeZone,
    Optional<Duration> idleStop,
    List<Principal> users,
    Cidr subnet) {
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
  private static final Field<LocalTime> STOP_AT =
      Field.of("stop_at", Times.TIME_OF_DAY)
          .orElse(LocalTime.of(20, 0))
          .means("When the machine is stopped each day, in its time zone.")
          .like("\"20:00\"");
  private static final Field<ZoneId> TIME_ZONE =
      Field.of("time_zone", Times.TIME_ZONE)
          .means("The time zone of stop_at. It has no default, since a wrong one bills hours.")
          .like("Europe/Berlin");
  private static final Field<Optional<Duration>> IDLE_STOP =
      Field.maybe("idle_stop", Times.DURATION)
          .showing("never")
          .means("How long the machine may idle before it stops itself, 10m to 24h.")
          .like("1h");
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
          List.of(MACHINE, DISK_GB, DISK_TYPE, STOP_AT, TIME_ZONE, IDLE_STOP, USERS, SUBNET),
          in ->
              new Workstation(
                  in.get(MACHINE),
                  in.get(DISK_GB),
                  in.get(DISK_TYPE),
                  in.get(STOP_AT),
                  in.get(TIME_ZONE),
                  in.get(IDLE_STOP),
                  in.get(USERS),
                  in.get(SUBNET)));

  public Workstation {
    users = List.copyOf(users);
    Faults faults =
        new Faults()
            .check(DISK_GB, diskGb)
            .check(STOP_AT, stopAt)
            .check(TIME_ZONE, timeZone)
            .check(IDLE_STOP, idleStop)
            .check(USERS, users)
            .unless(
                idleStop.isEmpty()
                    || (idleStop.get().toMinutes() >= 10 && idleStop.get().toHours() <= 24),
                "the time is out of bounds. Use 10m to 24h.",
                "idle_stop");
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
