package tollgate.cost;

import java.util.Optional;

/** Persistent disks, zonal and regional: the provisioned size, attached or not. */
final class DiskMeter implements Meter {

  @Override
  public void bill(Planned disk, Surroundings all, Bill bill) {
    boolean regional = disk.type().equals("google_compute_region_disk");
    Place place = regional ? disk.place("region") : disk.place("zone");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    Optional<Amount> size = Optional.empty();
    if (!disk.isUnset("snapshot") || !disk.isUnset("source_disk")) {
      if (disk.isUnset("size")) {
        bill.uncovered(
            "no size is written: the disk is as large as its source, which is not known");
        return;
      }
    } else if (!disk.isUnset("image")) {
      size = Optional.of(DiskBill.IMAGE_SIZE);
    }
    new DiskBill(disk, "type", "size", "provisioned_iops", "disk")
        .write(place.region(), regional, size, bill);
  }
}
