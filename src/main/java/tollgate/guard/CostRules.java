package tollgate.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.cost.Coverage;
import tollgate.cost.ResourceEstimate;

/** Prices that are not known, and objects that bill by standing there. */
final class CostRules {
  private CostRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("cost/unpriced")
            .good("The price of every resource is known, or known to be nothing.")
            .why("A bill that is not known cannot be held against a budget.")
            .fix(
                "Use a resource that the price book knows, or waive this rule for the address, with"
                    + " the amount you expect as the reason.")
            .source("docs/cost-model.md")
            .needsPrices()
            .check(CostRules::unpriced),
        Rule.warn("cost/no-budget")
            .good("The platform has a Google budget with alerts.")
            .why("Without one, nobody hears of a bill before it is due.")
            .fix(
                "Set billing_account in tollgate.yaml, or add a google_billing_budget of your own.")
            .source("https://cloud.google.com/billing/docs/how-to/budgets")
            .check(CostRules::noBudget),
        Rule.deny("cost/filestore")
            .good("No Filestore instance stands.")
            .why(
                "Filestore bills its whole provisioned size, 1 TiB at least, from the first minute,"
                    + " and a basic instance can never be made smaller.")
            .fix(
                "Mount a Cloud Storage bucket (`orchestrator.storage: gcs`), or put the files on a"
                    + " 50 GB disk of a machine.")
            .source("https://cloud.google.com/filestore/pricing")
            .each(
                "google_filestore_instance",
                s ->
                    Finding.bad(
                        "Filestore %s, however little it holds."
                            .formatted(s.costs("bills its whole provisioned size")))),
        Rule.deny("cost/vpc-connector")
            .good("Serverless services reach the network without a connector.")
            .why("A connector keeps two machines running at least, and never gives any back.")
            .fix("Use direct VPC egress (`vpc_access.network_interfaces`): it costs nothing extra.")
            .source("https://cloud.google.com/run/docs/configuring/vpc-direct-vpc")
            .each(
                "google_vpc_access_connector",
                s ->
                    Finding.bad(
                        "The connector %s before anything flows through it."
                            .formatted(s.costs("bills two machines or more")))),
        Rule.deny("cost/nat")
            .good("No Cloud NAT gateway stands.")
            .why("A gateway is billed per machine and hour, its address too, and each GiB on top.")
            .fix(
                "Give a development machine an ephemeral address, or use Private Google Access for"
                    + " Google's own APIs.")
            .source("https://cloud.google.com/nat/pricing")
            .each(
                "google_compute_router_nat",
                s ->
                    Finding.bad(
                        "Cloud NAT %s.".formatted(s.costs("is billed by the hour and by GiB")))),
        Rule.warn("cost/static-address")
            .good("No address is reserved without something that uses it.")
            .why("An idle external address costs more than one in use.")
            .fix("Use an ephemeral address, or delete the reservation when it is not needed.")
            .source("https://cloud.google.com/vpc/network-pricing#ipaddress")
            .check(
                Check.standing(
                    Set.of("google_compute_address", "google_compute_global_address"),
                    CostRules::address)));
  }

  private static List<Finding> unpriced(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    for (Subject subject : scene.subjects()) {
      Optional<ResourceEstimate> bill = scene.estimate(subject);
      if (bill.isPresent() && subject.now().exists()) {
        findings.add(
            (bill.get().coverage() == Coverage.UNCOVERED
                    ? Finding.bad("What it costs is not known: " + sentence(bill.get().reason()))
                    : Finding.good())
                .at(subject));
      }
    }
    return findings;
  }

  private static String sentence(String reason) {
    String text = reason.isBlank() ? "the price book has no meter for this type" : reason;
    return text.endsWith(".") ? text : text + ".";
  }

  private static List<Finding> noBudget(Scene scene) {
    boolean bills = scene.cost().filter(c -> c.after().floor().signum() > 0).isPresent();
    if (scene.stands("google_billing_budget")) {
      return List.of(Finding.good());
    }
    return bills
        ? List.of(
            Finding.bad("These stacks are billed, and none of them has a budget with alerts."))
        : List.of();
  }

  private static Finding address(Subject s) {
    boolean internal = s.get("address_type").text().filter("INTERNAL"::equals).isPresent();
    // IPv6 is free, and so are addresses that somebody brought along.
    boolean free = s.is("ip_version", "IPV6") || s.written("ip_collection").isKnown();
    if (internal || free || !s.get("purpose").text().orElse("").isEmpty()) {
      return Finding.good();
    }
    if (s.get("address_type").isUnknown()) {
      return Finding.unknown("Whether the reserved address is external is not known before apply.");
    }
    return s.scene().isReferenced(s)
        ? Finding.good()
        : Finding.bad(
            "Nothing here uses the reserved address, and it %s."
                .formatted(s.costs("is billed by the hour")));
  }
}
