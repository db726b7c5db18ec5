package stacks;

import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewall;
import com.hashicorp.cdktf.providers.google.compute_firewall.ComputeFirewallAllow;
import com.hashicorp.cdktf.providers.google.compute_instance.ComputeInstance;
import com.hashicorp.cdktf.providers.google.compute_network.ComputeNetwork;
import com.hashicorp.cdktf.providers.google.compute_subnetwork.ComputeSubnetwork;
import com.hashicorp.cdktf.providers.google.service_account.ServiceAccount;
import java.util.List;
import stacks.parts.Member;
import stacks.parts.StackScope;
import tollgate.config.Workstation;

/**
 * The virtual machine people work on, in a network of its own that only IAP's tunnel leads into.
 * Costs its machine while it runs and its disk always; it is stopped every night and never started
 * by itself unless asked to. Opens ssh to Google's tunnel, for the users named in the settings and
 * nobody else. Source: cloud.google.com/iap/docs/using-tcp-forwarding.
 */
final class WorkstationStack {
  static final String NAME = "workstation";
  static final int SSH = 22;

  /** Where IAP's tunnels come from (Google's page on TCP forwarding). */
  private static final String IAP_TUNNELS = "35.235.240.0/20";

  private WorkstationStack() {}

  static void build(StackScope scope, Workstation workstation) {
    ServiceAccount account =
        ServiceAccount.Builder.create(scope.construct(), "account")
            .accountId(NAME)
            .displayName("Workstation")
            .description("What runs on the workstation acts as this account")
            .build();
    scope.named(account, NAME);
    Member machine = Member.account(scope.names(), NAME, account.getMember());
    StartUp startUp =
        StartUp.of(
            workstation,
            OrchestratorOnMachine.plan(scope),
            OrchestratorShare.range(scope.settings()));
    ComputeInstance instance =
        WorkstationMachine.make(
            scope, workstation, account, subnet(scope, workstation), startUp.metadata());
    scope.markHoldsData();
    WorkstationHours.keep(scope, workstation, instance);
    WorkstationAccess.reach(scope, machine);
    WorkstationAccess.letIn(scope, workstation, account, instance);

    String zone = scope.settings().zone().value();
    String where = " --zone=" + zone + " --project=" + scope.settings().project();
    scope.output("vm", instance.getName(), "Name of the machine");
    scope.output("zone", zone, "Zone of the machine");
    scope.output(
        "ssh",
        "gcloud compute ssh " + NAME + where + " --tunnel-through-iap",
        "Logs in through Google's tunnel");
    scope.output(
        "start", "gcloud compute instances start " + NAME + where, "Starts the machine again");
    scope.output(
        "stop", "gcloud compute instances stop " + NAME + where, "Stops it; the disk stays");
    scope.output(
        "ready",
        "gcloud compute instances get-guest-attributes "
            + NAME
            + where
            + " --query-path="
            + StartUp.READY,
        "Shows how far its start-up is; done when it says " + startUp.version());
  }

  private static ComputeSubnetwork subnet(StackScope scope, Workstation workstation) {
    ComputeNetwork network =
        scope.named(
            ComputeNetwork.Builder.create(scope.construct(), "network")
                .name(NAME)
                .description("The workstation's own; nothing else is in it")
                .autoCreateSubnetworks(false)
                .routingMode("REGIONAL")
                .build(),
            NAME);
    ComputeSubnetwork subnet =
        ComputeSubnetwork.Builder.create(scope.construct(), "subnet")
            .name(NAME)
            .network(network.getId())
            .region(scope.settings().region().value())
            .ipCidrRange(workstation.subnet().toString())
            .privateIpGoogleAccess(true)
            .build();
    ComputeFirewall firewall =
        ComputeFirewall.Builder.create(scope.construct(), "iap-ssh")
            .name(NAME + "-iap-ssh")
            .network(network.getName())
            .description("ssh from Google's tunnel only")
            .direction("INGRESS")
            .sourceRanges(List.of(IAP_TUNNELS))
            .allow(
                List.of(
                    ComputeFirewallAllow.builder()
                        .protocol("tcp")
                        .ports(List.of(Integer.toString(SSH)))
                        .build()))
            .build();
    scope.written(firewall, "iap-ssh");
    return scope.named(subnet, NAME);
  }
}
