package stacks;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstance;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicyInstanceSchedulePolicy;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicyInstanceSchedulePolicyVmStartSchedule;
import com.hashicorp.cdktf.providers.google.compute_resource_policy.ComputeResourcePolicyInstanceSchedulePolicyVmStopSchedule;
import com.hashicorp.cdktf.providers.google.compute_resource_policy_attachment.ComputeResourcePolicyAttachment;
import java.time.LocalTime;
import java.util.List;
import stacks.parts.Member;
import stacks.parts.OwnRole;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.Workstation;

/**
 * When Google stops the workstation, and starts it where that was asked for. Google's own account
 * has its right to do so before the schedule is attached, since attaching is refused otherwise.
 * Costs nothing, and spares the machine's hours. Opens nothing; Google's own account gets start and
 * stop, no more. Source: cloud.google.com/compute/docs/instances/schedule-instance-start-stop.
 */
final class WorkstationHours {
  private static final String DAILY = "*";
  private static final String MONDAY_TO_FRIDAY = "1-5";

  private WorkstationHours() {}

  /** The policy is attached from outside: one named in the machine itself would replace it. */
  static void keep(StackScope scope, Workstation workstation, ComputeInstance instance) {
    ComputeResourcePolicy policy =
        ComputeResourcePolicy.Builder.create(scope.construct(), "nightly-stop")
            .name(WorkstationStack.NAME + "-nightly-stop")
            .region(scope.settings().region().value())
            .description("Stops the workstation every day")
            .instanceSchedulePolicy(schedule(workstation))
            .build();
    scope.written(policy, "nightly-stop");
    TerraformResource role = OwnRole.MACHINE_SCHEDULE.make(scope, List.of());
    TerraformResource mayStop =
        scope.grant(
            new Target.Project(scope.settings().project().value()),
            OwnRole.MACHINE_SCHEDULE.in(scope.settings().project()),
            Member.agent("compute-system", scope.projectNumber()),
            "Google stops the machine at night; a schedule is refused without this",
            List.of(role));
    ComputeResourcePolicyAttachment attachment =
        ComputeResourcePolicyAttachment.Builder.create(scope.construct(), "nightly-stop-attachment")
            .name(policy.getName())
            .instance(instance.getName())
            .zone(scope.settings().zone().value())
            .dependsOn(List.of(mayStop))
            .build();
    scope.named(attachment, "nightly-stop");
  }

  private static ComputeResourcePolicyInstanceSchedulePolicy schedule(Workstation workstation) {
    ComputeResourcePolicyInstanceSchedulePolicy.Builder schedule =
        ComputeResourcePolicyInstanceSchedulePolicy.builder()
            .timeZone(workstation.timeZone().getId())
            .vmStopSchedule(
                ComputeResourcePolicyInstanceSchedulePolicyVmStopSchedule.builder()
                    .schedule(cron(workstation.stopAt(), DAILY))
                    .build());
    workstation
        .startAt()
        .ifPresent(
            start ->
                schedule.vmStartSchedule(
                    ComputeResourcePolicyInstanceSchedulePolicyVmStartSchedule.builder()
                        .schedule(cron(start, MONDAY_TO_FRIDAY))
                        .build()));
    return schedule.build();
  }

  private static String cron(LocalTime time, String days) {
    return "%d %d * * %s".formatted(time.getMinute(), time.getHour(), days);
  }
}
