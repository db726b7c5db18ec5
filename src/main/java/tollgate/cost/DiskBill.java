package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of one persistent disk, wherever its attributes stand.
 *
 * @param typePath of the disk type
 * @param sizePath of the size in GiB
 * @param iopsPath of provisioned operations a second
 */
record DiskBill(Planned resource, String typePath, String sizePath, String iopsPath, String words) {

  /** Nearly every public Linux image; larger ones are rare and say so in their name. */
  static final Amount IMAGE_SIZE =
      Amount.of(10).withNote("no size is written: 10 GiB, the size of most images, is counted");

  /** An empty disk without a size: cloud.google.com/sdk, compute disks create. */
  private static final Map<String, Long> EMPTY_SIZE =
      Map.of("pd-standard", 500L, "pd-balanced", 100L, "pd-ssd", 100L, "pd-extreme", 1000L);

  /** What is paid for beside the space, and how much of it comes when nobody says. */
  private static final Map<String, Long> PAID_IOPS =
      Map.of("pd-extreme", 100_000L, "hyperdisk-extreme", 350_000L);

  void write(String region, boolean regional, Optional<Amount> unsetSize, Bill bill) {
    boolean unknown = resource.isUnknown(typePath);
    String written = resource.text(typePath).orElse("pd-standard");
    // Of the types that need nothing more, pd-ssd is the dearest.
    if (unknown) {
      bill.uncovered(
          typePath
              + " is known only after apply, and a type with paid operations costs a hundred times"
              + " as much as another");
    }
    String type = unknown ? "pd-ssd" : written.substring(written.lastIndexOf('/') + 1);
    String note = unknown ? typePath + " is known only after apply: pd-ssd is counted" : "";
    Optional<Amount> unset = unsetSize.or(() -> empty(type));
    // Zero is how a state writes "not set"; no disk is that small.
    Optional<Amount> size =
        resource
            .amount(sizePath, unset, Optional.empty(), bill)
            .flatMap(gib -> gib.isZero() ? unset : Optional.of(gib));
    if (size.isEmpty()) {
      return;
    }
    bill.floor(
        "%s %s %s GiB".formatted(words, type, size.get().value().toPlainString()),
        "compute.disk.%s%s.gib-month".formatted(type, regional ? ".regional" : ""),
        region,
        size.get().value(),
        Notes.join(note, size.get().note()));
    Long most = PAID_IOPS.get(type);
    if (most != null) {
      Optional<Amount> iops =
          resource.amount(
              iopsPath,
              Optional.of(
                  Amount.of(most).withNote("no provisioned_iops is written: the most is counted")),
              Optional.of(Amount.of(most)),
              bill);
      iops.ifPresent(
          count ->
              bill.floor(
                  words + " provisioned IOPS",
                  "compute.disk.%s.iops-month".formatted(type),
                  region,
                  count.value(),
                  count.note()));
    }
  }

  private static Optional<Amount> empty(String type) {
    return Optional.ofNullable(EMPTY_SIZE.get(type))
        .map(
            gib ->
                new Amount(
                    BigDecimal.valueOf(gib),
                    "no size is written: Google's %d GiB for an empty disk are counted"
                        .formatted(gib)));
  }
}
