package tollgate.sandbox.behaviour;

import java.util.List;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Compute instances. */
final class Machines {
  private static final String INSTANCE = "google_compute_instance";

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
                Value old = draft.old("metadata_startup_script");
                boolean moved = old.equals(draft.now("metadata").at("startup-script"));
                if (!draft.creating() && draft.changes("metadata_startup_script") && !moved) {
                  draft.forceNew("metadata_startup_script");
                }
              }),
          Behaviour.of(
              "spot turned standard replaces the machine",
              INSTANCE,
              draft -> {
                if (!draft.creating() && draft.changes("scheduling.0.provisioning_model")) {
                  draft.forceNew("scheduling.0.provisioning_model");
                }
              }));

  private Machines() {}
}
