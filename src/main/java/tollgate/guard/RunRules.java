package tollgate.guard;

import java.math.BigDecimal;
import java.util.List;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Cloud Run: what keeps instances running, and how many there may be. */
final class RunRules {
  private static final String SERVICE = "google_cloud_run_v2_service";
  private static final String DOCS =
      "https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/cloud_run_v2_service";

  private static final String MANUAL = "scaling.manual_instance_count";

  private RunRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("cost/cloud-run-always-on")
            .good("No service keeps instances with CPU day and night, unless it is declared.")
            .why(
                "An instance with CPU always allocated is billed for all 730 hours of a month, with"
                    + " or without a request.")
            .fix(
                "Set min_instance_count to 0, or cpu_idle to true; an orchestrator that must run is"
                    + " declared with `orchestrator.target: cloud-run` in tollgate.yaml.")
            .source(DOCS)
            .each(SERVICE, RunRules::alwaysOn),
        Rule.warn("cost/cloud-run-idle-instances")
            .good("A service without traffic has no instances.")
            .why("A minimum of instances is billed at the idle rate although nothing happens.")
            .fix("Set min_instance_count to 0 where a cold start of some seconds will do.")
            .source("https://cloud.google.com/run/pricing")
            .each(SERVICE, RunRules::idle),
        Rule.deny("cost/cloud-run-cpu-idle")
            .good("A service that writes resources also writes cpu_idle.")
            .why(
                "The provider takes a missing cpu_idle as false as soon as a resources block stands:"
                    + " the CPU is then billed all the time an instance lives.")
            .fix("Write cpu_idle: true (billed by request) or, where it is meant, false.")
            .source(DOCS)
            .each(SERVICE, RunRules::cpuIdle),
        Rule.deny("cost/cloud-run-max-instances")
            .good("The number of instances has an upper limit.")
            .why("Without one Google allows 100, and a busy day multiplies the bill by that.")
            .fix("Set max_instance_count; 1 for an orchestrator that keeps its state on a volume.")
            .source("https://cloud.google.com/run/docs/configuring/max-instances")
            .each(SERVICE, RunRules::maxInstances));
  }

  private static Finding alwaysOn(Subject s) {
    Attr minimum = minimum(s);
    if (minimum.isUnknown()) {
      return Finding.unknown("How many instances always run is not known before apply.");
    }
    if (count(minimum).signum() == 0) {
      return Finding.good();
    }
    return switch (cpu(s)) {
      case IDLE -> Finding.good();
      case UNKNOWN ->
          Finding.unknown(
              "%s instances always run, and whether their CPU is always allocated is not known"
                      .formatted(count(minimum).toPlainString())
                  + " before apply.");
      case ALWAYS -> always(s, count(minimum));
    };
  }

  private static Finding always(Subject s, BigDecimal minimum) {
    String what =
        "%s always %s with CPU, day and night%s"
            .formatted(
                minimum.compareTo(BigDecimal.ONE) == 0
                    ? "One instance"
                    : minimum.toPlainString() + " instances",
                minimum.compareTo(BigDecimal.ONE) == 0 ? "runs" : "run",
                s.price().map(price -> ": " + price).orElse(""));
    if (!s.scene().declaresAlwaysOn(s)) {
      return Finding.bad(what + ". Nothing declares that it must.");
    }
    if (s.scene().cost().isPresent() && !s.scene().insideBudget()) {
      return Finding.bad(what + ". It is declared, but not covered by a budget.")
          .fix(
              "Raise budget.monthly in tollgate.yaml, make something else cheaper, or take the"
                  + " orchestrator section out.");
    }
    return Finding.bad(what + ". It is declared" + inside(s) + ".")
        .warnOnly()
        .fix(
            "Nothing, while it must run: this is what the orchestrator section in tollgate.yaml"
                + " asks for. Without the section nothing runs.");
  }

  private static String inside(Subject s) {
    return s.scene().cost().isPresent() ? " and inside the budget" : "";
  }

  private static Finding idle(Subject s) {
    Attr minimum = minimum(s);
    if (minimum.isUnknown() || count(minimum).signum() == 0 || cpu(s) != Cpu.IDLE) {
      return minimum.isUnknown()
          ? Finding.unknown("How many instances always stand is not known before apply.")
          : Finding.good();
    }
    return Finding.bad(
        count(minimum).toPlainString()
            + " idle instance(s) always stand by"
            + s.price().map(price -> ": " + price).orElse("")
            + ".");
  }

  private static Finding cpuIdle(Subject s) {
    for (Values container : s.blocks("template.containers")) {
      if (!container.has("resources")) {
        continue;
      }
      Attr idle = container.get("resources.cpu_idle");
      if (idle.isUnknown()) {
        return Finding.unknown("cpu_idle is not known before apply.");
      }
      if (idle.isAbsent()) {
        return Finding.bad(
            "A container writes resources without cpu_idle, so its CPU is always allocated.");
      }
    }
    return Finding.good();
  }

  private static Finding maxInstances(Subject s) {
    if (isManual(s)) {
      return s.written(MANUAL).isUnknown()
          ? Finding.unknown("How many instances run is not known before apply.")
          : Finding.good();
    }
    Attr own = s.written("template.scaling.max_instance_count");
    Attr service = s.written("scaling.max_instance_count");
    if (count(own).signum() > 0 || count(service).signum() > 0) {
      return Finding.good();
    }
    if (own.isUnknown() || service.isUnknown()) {
      return Finding.unknown("The upper limit of instances is not known before apply.");
    }
    return Finding.bad("No upper limit of instances is set, so Google's 100 applies.");
  }

  /** The larger of the service's and the revision's minimum. */
  private static Attr minimum(Subject s) {
    if (isManual(s)) {
      return s.written(MANUAL);
    }
    Attr own = s.written("template.scaling.min_instance_count");
    Attr service = s.written("scaling.min_instance_count");
    if (own.isUnknown() || service.isUnknown()) {
      return count(own).signum() > 0
          ? own
          : count(service).signum() > 0 ? service : new Attr.Unknown();
    }
    return count(own).compareTo(count(service)) >= 0 ? own : service;
  }

  /** A fixed number of instances, whatever the traffic. */
  private static boolean isManual(Subject s) {
    return s.is("scaling.scaling_mode", "MANUAL");
  }

  private static BigDecimal count(Attr attr) {
    return attr.number().orElse(BigDecimal.ZERO);
  }

  private enum Cpu {
    IDLE,
    ALWAYS,
    UNKNOWN
  }

  /** Always allocated when any container says so, or has resources and does not say. */
  private static Cpu cpu(Subject s) {
    Cpu found = Cpu.IDLE;
    for (Values container : s.blocks("template.containers")) {
      Attr idle = container.get("resources.cpu_idle");
      if (container.has("resources") && !idle.isTrue()) {
        if (!idle.isUnknown()) {
          return Cpu.ALWAYS;
        }
        found = Cpu.UNKNOWN;
      }
    }
    return found;
  }
}
