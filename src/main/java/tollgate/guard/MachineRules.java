package tollgate.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Virtual machines: the hours they run and the hardware they hold. */
final class MachineRules {
  private static final String INSTANCE = "google_compute_instance";
  private static final String ATTACHMENT = "google_compute_resource_policy_attachment";
  private static final String POLICY = "google_compute_resource_policy";
  private static final Set<String> GPU_FAMILIES = Set.of("a2-", "a3-", "a4-", "a4x-", "g2-", "g4-");

  private MachineRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("cost/vm-schedule")
            .good("A machine stops by itself, or is declared to run day and night.")
            .why("A development machine that is forgotten runs 730 hours a month, not 170.")
            .fix(
                "Attach a schedule (`workstation.stop_at`), or set"
                    + " scheduling.max_run_duration.")
            .source("https://cloud.google.com/compute/docs/instances/schedule-instance-start-stop")
            .each(INSTANCE, MachineRules::schedule),
        Rule.deny("cost/gpu")
            .good("No machine or service holds an accelerator.")
            .why("A GPU costs from 250 to several thousand dollars a month, busy or not.")
            .fix("Leave the accelerator out; waive this for a machine that has a schedule.")
            .source("https://cloud.google.com/compute/gpus-pricing")
            .check(
                Check.standing(Set.of(INSTANCE, "google_cloud_run_v2_service"), MachineRules::gpu)),
        Rule.warn("identity/default-service-account")
            .good("A machine or service runs as an account of its own.")
            .why(
                "The Compute default account has the editor role on the project in most projects:"
                    + " who gets in reads and changes everything.")
            .fix("Create a google_service_account and grant it what the machine needs.")
            .source(
                "https://cloud.google.com/compute/docs/access/service-accounts; CKV_GCP_30,"
                    + " CKV_GCP_31, GCP-0044")
            .check(
                Check.standing(
                    Set.of(INSTANCE, "google_cloud_run_v2_service", "google_cloud_run_v2_job"),
                    MachineRules::defaultAccount)));
  }

  private static Finding schedule(Subject s) {
    if (s.blocks("scheduling").stream()
        .anyMatch(
            block -> block.has("max_run_duration") || block.get("termination_time").isKnown())) {
      return Finding.good();
    }
    if (s.is("desired_status", "TERMINATED") || s.is("desired_status", "SUSPENDED")) {
      return Finding.good();
    }
    // Google stops a preemptible machine after 24 hours; a spot machine is one without that end.
    if (s.get("scheduling.preemptible").isTrue()
        && !s.is("scheduling.provisioning_model", "SPOT")) {
      return Finding.good();
    }
    List<String> inline = Subject.texts(s.get("resource_policies"));
    boolean scheduled =
        inline.stream().anyMatch(name -> stops(s.scene(), name))
            || stopsByReference(s, "resource_policies");
    boolean unknown = s.now().isPartlyUnknown("resource_policies");
    for (Subject attachment : s.scene().standing(ATTACHMENT)) {
      Attr instance = attachment.get("instance");
      Attr policy = attachment.get("name");
      boolean mine =
          instance.text().map(MachineRules::lastPart).equals(s.get("name").text())
              || attachment.refersTo("instance", s);
      if (mine) {
        scheduled |=
            policy.text().filter(name -> stops(s.scene(), name)).isPresent()
                || stopsByReference(attachment, "name");
      }
      boolean perhaps = sameStack(s, attachment) && instance.isUnknown();
      unknown |=
          (perhaps && !attachment.comesFromGoogle("instance")) || (mine && policy.isUnknown());
    }
    if (scheduled) {
      return Finding.good();
    }
    if (unknown) {
      return Finding.unknown("Which schedule stops the machine is known only after apply.");
    }
    String what =
        "Nothing stops this machine at night" + s.price().map(p -> ": " + p).orElse("") + ".";
    boolean allowed =
        s.scene().declaresAlwaysOn(s) && (s.scene().cost().isEmpty() || s.scene().insideBudget());
    return allowed
        ? Finding.bad(what + " It is declared to run.")
            .warnOnly()
            .fix("Nothing, while it must run: the settings declare it.")
        : Finding.bad(what);
  }

  /**
   * Whether a policy of that name stops machines. One that these plans do not hold is taken at its
   * word: it was attached to a machine, and other kinds are attached to disks or groups.
   */
  private static boolean stops(Scene scene, String name) {
    return scene.standing(POLICY).stream()
        .filter(p -> p.get("name").text().filter(lastPart(name)::equals).isPresent())
        .findFirst()
        .map(MachineRules::stops)
        .orElse(!name.isEmpty());
  }

  private static boolean stopsByReference(Subject from, String path) {
    return from.scene().standing(POLICY).stream()
        .anyMatch(policy -> from.refersTo(path, policy) && stops(policy));
  }

  private static boolean stops(Subject policy) {
    return policy.now().has("instance_schedule_policy.vm_stop_schedule");
  }

  private static Finding gpu(Subject s) {
    String machine = s.get("machine_type").text().map(MachineRules::lastPart).orElse("");
    if (GPU_FAMILIES.stream().anyMatch(machine.toLowerCase(Locale.ROOT)::startsWith)) {
      return Finding.bad("The machine type " + machine + " holds GPUs" + price(s) + ".");
    }
    if (s.written("guest_accelerator").isUnknown()) {
      return Finding.unknown("Whether the machine holds GPUs is not known before apply.");
    }
    for (Values accelerator : s.blocks("guest_accelerator")) {
      Attr count = accelerator.get("count");
      if (count.isUnknown()) {
        return Finding.unknown("How many GPUs the machine holds is not known before apply.");
      }
      if (count.number().filter(n -> n.signum() > 0).isPresent()) {
        return Finding.bad(
            "The machine holds %s × %s%s."
                .formatted(
                    count.text().orElse("1"),
                    accelerator.get("type").text().map(MachineRules::lastPart).orElse("a GPU"),
                    price(s)));
      }
    }
    if (s.get("template.node_selector.accelerator").isKnown()) {
      return Finding.bad(
          "The service holds a " + s.shown("template.node_selector.accelerator") + price(s) + ".");
    }
    return s.get("machine_type").isUnknown()
        ? Finding.unknown("The machine type is not known before apply.")
        : Finding.good();
  }

  private static Finding defaultAccount(Subject s) {
    String path =
        switch (s.type()) {
          case "google_cloud_run_v2_service" -> "template.service_account";
          case "google_cloud_run_v2_job" -> "template.template.service_account";
          default -> "service_account.email";
        };
    // A machine without the block has no account at all, and so no rights.
    if (s.type().equals(INSTANCE) && !s.now().has("service_account")) {
      return Finding.good();
    }
    Attr email = s.written(path);
    if (email.isUnknown()) {
      return s.comesFromGoogle(path)
          ? Finding.good()
          : Finding.unknown("Which account this runs as is not known before apply.");
    }
    String name = email.text().orElse("");
    return name.isEmpty() || name.endsWith("-compute@developer.gserviceaccount.com")
        ? Finding.bad("This runs as the Compute default service account.")
        : Finding.good();
  }

  private static boolean sameStack(Subject one, Subject other) {
    return one.stack().stack().equals(other.stack().stack());
  }

  private static String price(Subject s) {
    return s.price().map(price -> ", together " + price).orElse("");
  }

  /** A name from a name or a URL. */
  private static String lastPart(String text) {
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
