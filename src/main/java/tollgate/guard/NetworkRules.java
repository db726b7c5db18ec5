package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Doors of networks and machines. */
final class NetworkRules {
  private static final String FIREWALL = "google_compute_firewall";
  private static final String INSTANCE = "google_compute_instance";

  private NetworkRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("network/ssh-open")
            .good("Nobody reaches port 22 from the whole internet.")
            .why("An open ssh port is tried with stolen keys and passwords all day.")
            .fix(
                "Let in 35.235.240.0/20 only, and connect through Identity-Aware Proxy"
                    + " (`gcloud compute ssh --tunnel-through-iap`).")
            .source("https://cloud.google.com/iap/docs/using-tcp-forwarding; CKV_GCP_2, GCP-0071")
            .each(FIREWALL, s -> port(s, 22)),
        Rule.deny("network/rdp-open")
            .good("Nobody reaches port 3389 from the whole internet.")
            .why("Remote desktop is the most attacked door there is.")
            .fix("Let in 35.235.240.0/20 only, and connect through Identity-Aware Proxy.")
            .source("https://cloud.google.com/iap/docs/using-tcp-forwarding; CKV_GCP_3, GCP-0070")
            .each(FIREWALL, s -> port(s, 3389)),
        Rule.deny("network/all-ports-open")
            .good("No firewall rule opens every port to the whole internet.")
            .why("Whatever starts on the machine, a database or a notebook, is public at once.")
            .fix("Name the ports and the ranges that need them.")
            .source("https://cloud.google.com/firewall/docs/firewalls; CKV2_GCP_12, GCP-0072")
            .each(FIREWALL, s -> world(s, NetworkRules::isEverything, "Every port is open")),
        Rule.warn("network/port-open")
            .good("No firewall rule lets the whole internet in.")
            .why("Every open port is found and tried within hours.")
            .fix("Name the ranges that need it, or go through Identity-Aware Proxy.")
            .source("https://cloud.google.com/firewall/docs/firewalls; GCP-0027")
            .each(FIREWALL, s -> world(s, allow -> true, "Ports are open")),
        Rule.warn("network/default-network")
            .good("Machines use a network of their own.")
            .why("The default network opens ssh and remote desktop to the whole internet.")
            .fix(
                "Make a google_compute_network and a subnetwork, and name it in network_interface.")
            .source("https://cloud.google.com/vpc/docs/vpc#default-network; CKV_GCP_27, GCP-0010")
            .each(INSTANCE, NetworkRules::defaultNetwork),
        Rule.warn("network/auto-subnetworks")
            .good("A network has only the subnetworks that are used.")
            .why("Automatic mode makes one in every region, with ranges that cannot be chosen.")
            .fix("Set auto_create_subnetworks to false.")
            .source("https://cloud.google.com/vpc/docs/vpc#auto-mode-considerations")
            .each(
                "google_compute_network",
                s ->
                    s.mustNotBeTrue(
                        "auto_create_subnetworks", "A subnetwork is made in every region.")),
        Rule.warn("network/private-google-access")
            .good("Machines reach Google's APIs without an address of their own.")
            .why("Without it a machine needs an external address or a NAT gateway for that.")
            .fix("Set private_ip_google_access to true.")
            .source("https://cloud.google.com/vpc/docs/private-google-access; CKV_GCP_74, GCP-0075")
            .each("google_compute_subnetwork", NetworkRules::privateAccess),
        Rule.warn("network/plain-http")
            .good("A load balancer speaks https.")
            .why("Passwords and cookies cross the internet in the clear.")
            .fix("Use google_compute_target_https_proxy with a managed certificate.")
            .source(
                "https://cloud.google.com/load-balancing/docs/https; CKV2_GCP_37," + " CKV2_GCP_38")
            .check(
                Check.standing(
                    Set.of(
                        "google_compute_target_http_proxy",
                        "google_compute_region_target_http_proxy"),
                    s -> Finding.bad("This proxy takes plain http."))),
        Rule.warn("network/ip-forwarding")
            .good("A machine only takes packets that are meant for it.")
            .why("With forwarding on, a machine can pass as another one.")
            .fix("Leave can_ip_forward out.")
            .source(
                "https://cloud.google.com/vpc/docs/using-routes#canipforward; CKV_GCP_36,"
                    + " GCP-0043")
            .each(
                INSTANCE,
                s -> s.mustNotBeTrue("can_ip_forward", "This machine may pass on packets.")),
        Rule.warn("access/os-login")
            .good("Who may log in to a machine is decided by IAM.")
            .why("Keys in metadata outlive the people they belong to.")
            .fix("Set the metadata enable-oslogin to TRUE.")
            .source("https://cloud.google.com/compute/docs/oslogin; CKV_GCP_34, GCP-0036")
            .each(INSTANCE, s -> metadata(s, "enable-oslogin", true)),
        Rule.warn("access/ssh-keys-in-metadata")
            .good("No ssh keys lie in a machine's metadata.")
            .why("They give access to whoever holds them, whatever IAM says.")
            .fix("Take ssh-keys out and use OS Login.")
            .source(
                "https://cloud.google.com/compute/docs/oslogin; CKV_GCP_32 and GCP-0030 ask to block"
                    + " the project's keys")
            .each(INSTANCE, NetworkRules::sshKeys),
        Rule.warn("access/serial-port")
            .good("The serial console is closed.")
            .why("It takes logins from any address and knows no firewall.")
            .fix("Take serial-port-enable out; turn it on by hand when a machine does not start.")
            .source(
                "https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console;"
                    + " CKV_GCP_35, GCP-0032")
            .each(INSTANCE, s -> metadata(s, "serial-port-enable", false)),
        Rule.warn("access/shielded-vm")
            .good("A machine checks that its boot chain is unchanged.")
            .why("Without secure boot a rootkit survives every reboot unseen.")
            .fix("Add shielded_instance_config with enable_secure_boot: true.")
            .source(
                "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm; GCP-0067;"
                    + " CKV_GCP_39 for the rest of it")
            .each(
                INSTANCE,
                s ->
                    s.mustBeTrue(
                        "shielded_instance_config.enable_secure_boot", "Secure boot is off.")));
  }

  private static Finding port(Subject s, int port) {
    return world(
        s,
        allow -> !isEverything(allow) && isTcp(allow) && opens(allow, port),
        "Port " + port + " is open");
  }

  private static Finding world(Subject s, Predicate<Values> opens, String what) {
    boolean inward = !s.is("direction", "EGRESS") && !s.get("disabled").isTrue();
    List<Values> allowed = s.blocks("allow").stream().filter(opens).toList();
    if (!inward || (allowed.isEmpty() && !s.now().get("allow").isUnknown())) {
      return Finding.good();
    }
    if (Subject.texts(s.get("source_ranges")).stream().anyMatch(Ranges::isWholeInternet)) {
      return s.now().get("allow").isUnknown()
          ? Finding.unknown("Which ports are open to the internet is not known before apply.")
          : Finding.bad(what + " to the whole internet.");
    }
    return s.now().isPartlyUnknown("source_ranges") && !s.written("source_ranges").isAbsent()
        ? Finding.unknown("Who gets in is not known before apply.")
        : Finding.good();
  }

  private static boolean isTcp(Values allow) {
    String protocol = allow.get("protocol").text().orElse("").toLowerCase(Locale.ROOT);
    return protocol.equals("tcp") || protocol.equals("6");
  }

  private static boolean isEverything(Values allow) {
    String protocol = allow.get("protocol").text().orElse("").toLowerCase(Locale.ROOT);
    return protocol.equals("all")
        || ((protocol.equals("tcp") || protocol.equals("6") || protocol.equals("udp"))
            && ports(allow).stream()
                .allMatch(range -> range.equals("0-65535") || range.equals("1-65535")));
  }

  private static boolean opens(Values allow, int port) {
    return ports(allow).stream().anyMatch(range -> covers(range, port));
  }

  private static List<String> ports(Values allow) {
    return allow.get("ports").node().stream().flatMap(Json::stream).map(JsonNode::asText).toList();
  }

  private static boolean covers(String range, int port) {
    int dash = range.indexOf('-');
    try {
      return dash < 0
          ? Integer.parseInt(range.strip()) == port
          : Integer.parseInt(range.substring(0, dash).strip()) <= port
              && port <= Integer.parseInt(range.substring(dash + 1).strip());
    } catch (NumberFormatException notANumber) {
      // Terraform refuses such a port itself.
      return false;
    }
  }

  private static Finding defaultNetwork(Subject s) {
    boolean unknown = false;
    for (int i = 0; i < s.blocks("network_interface").size(); i++) {
      String path = "network_interface." + i + ".network";
      Attr network = s.written(path);
      String name = network.text().orElse("");
      if (name.equals("default") || name.endsWith("/default")) {
        return Finding.bad("This machine is in the default network.");
      }
      unknown |= network.isUnknown() && !s.comesFromGoogle(path);
    }
    return unknown
        ? Finding.unknown("Which network the machine is in is not known before apply.")
        : Finding.good();
  }

  private static Finding privateAccess(Subject s) {
    // Subnetworks of proxies and peers hold no machines, and the setting is about IPv4.
    boolean forMachines =
        s.written("purpose").text().map(p -> p.equals("PRIVATE")).orElse(true)
            && !s.is("stack_type", "IPV6_ONLY");
    return forMachines
        ? s.mustBeTrue(
            "private_ip_google_access",
            "Machines here need an address of their own for Google's APIs.")
        : Finding.good();
  }

  private static Finding metadata(Subject s, String key, boolean wanted) {
    Attr all = s.written("metadata");
    Attr value = s.now().get("metadata." + key);
    if (all.isUnknown() || value.isUnknown()) {
      return Finding.unknown("The metadata " + key + " is not known before apply.");
    }
    String text = value.text().orElse("").toLowerCase(Locale.ROOT);
    boolean on = text.equals("true") || text.equals("1") || text.equals("y") || text.equals("yes");
    return on == wanted
        ? Finding.good()
        : Finding.bad("The metadata " + key + (wanted ? " is not TRUE." : " opens the console."));
  }

  private static Finding sshKeys(Subject s) {
    Attr keys = s.now().get("metadata.ssh-keys");
    if (s.written("metadata").isUnknown() || keys.isUnknown()) {
      return Finding.unknown("Whether keys lie in the metadata is not known before apply.");
    }
    return keys.text().filter(text -> !text.isBlank()).isPresent()
        ? Finding.bad("ssh keys lie in the machine's metadata.")
        : Finding.good();
  }
}
