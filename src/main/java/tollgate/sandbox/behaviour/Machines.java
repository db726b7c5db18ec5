package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Compute instances. */
final class Machines {
  private static final String INSTANCE = "google_compute_instance";
  private static final String SCRIPT = "metadata_startup_script";
  private static final String INTERFACE = "network_interface";
  private static final Pattern PROJECT =
      Pattern.compile("projects/([a-zA-Z0-9:.-]+)/(?:locations|regions)/");

  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "shielded settings that are not asked for are planned as none",
              INSTANCE,
              draft -> {
                if (draft.creating() && draft.written("shielded_instance_config").isZero()) {
                  draft.set("shielded_instance_config", Values.EMPTY_LIST);
                }
              }),
          Behaviour.of(
              "accelerators with count 0 are none",
              INSTANCE,
              draft -> {
                Value count = draft.written("guest_accelerator").in("count");
                if (count.isPresent() && count.isZero()) {
                  draft.set("guest_accelerator", Values.EMPTY_LIST);
                }
              }),
          Behaviour.of(
              "another start-up script argument replaces the machine, the metadata key does not",
              INSTANCE,
              draft -> {
                if (!draft.creating() && draft.changes(SCRIPT) && !moved(draft)) {
                  draft.forceNew(SCRIPT);
                }
              }),
          Behaviour.of(
              "spot turned standard replaces the machine",
              INSTANCE,
              draft -> {
                if (!draft.creating() && draft.changes("scheduling.0.provisioning_model")) {
                  draft.forceNew("scheduling.0.provisioning_model");
                }
              }),
          Behaviour.of(
              "another address inside the same subnetwork replaces the machine",
              INSTANCE,
              Machines::addresses),
          Behaviour.of(
              "a subnetwork by its link is of subnetwork_project", INSTANCE, Machines::projects),
          Behaviour.of(
              "operations a second are set again only on a hyperdisk",
              "google_compute_disk",
              draft -> {
                boolean hyper = draft.now("type").textOrEmpty().contains("hyperdisk");
                if (!draft.creating() && !hyper && draft.changes("provisioned_iops")) {
                  draft.forceNew("provisioned_iops");
                }
              }));

  private Machines() {}

  /** The script goes from the one argument to the other, as it is. */
  private static boolean moved(Draft draft) {
    Value old = draft.old(SCRIPT);
    Value now = draft.now(SCRIPT);
    Value oldKey = draft.old("metadata").at("startup-script");
    Value nowKey = draft.now("metadata").at("startup-script");
    return (old.isZero() && oldKey.isPresent() && oldKey.equals(now))
        || (now.isZero() && nowKey.isPresent() && nowKey.equals(old));
  }

  /** An address of one's own is fixed as long as network and subnetwork stay. */
  private static void addresses(Draft draft) {
    int count = draft.now(INTERFACE).items().size();
    if (draft.creating() || draft.old(INTERFACE).items().size() != count) {
      return;
    }
    for (int i = 0; i < count; i++) {
      String at = INTERFACE + "." + i + ".";
      boolean stays =
          Stream.of("network", "subnetwork", "subnetwork_project")
              .noneMatch(each -> draft.changes(at + each));
      if (stays && draft.changes(at + "network_ip") && draft.now(at + "network_ip").isPresent()) {
        draft.forceNew(at + "network_ip");
      }
    }
  }

  /** A subnetwork's link names its project; both have to be the same one. */
  private static void projects(Draft draft) {
    int count = draft.now(INTERFACE).items().size();
    if (draft.creating() || draft.old(INTERFACE).items().size() != count) {
      return;
    }
    for (int i = 0; i < count; i++) {
      String link = draft.read(INTERFACE + "." + i + ".subnetwork").textOrEmpty();
      String project = draft.read(INTERFACE + "." + i + ".subnetwork_project").textOrEmpty();
      Matcher named = PROJECT.matcher(link);
      if (!link.contains("projects/")) {
        return;
      }
      String own = named.find() ? named.group(1) : link;
      if (!own.equals(project)) {
        draft.refuse(
            "project %s in subnetwork's self_link \"%s\" must match subnetwork_project \"%s\""
                .formatted(own, link, project));
      }
    }
  }
}
