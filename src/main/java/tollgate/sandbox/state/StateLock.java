package tollgate.sandbox.state;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.sandbox.wire.Peer;
import tollgate.sandbox.wire.WorkedOn;

/** A terraform's lock on a state, until it gives it back or is found dead. */
final class StateLock implements WorkedOn {
  private final Path state;
  private final String id;
  private final byte[] info;
  private final Optional<Peer> holder;
  private final List<Runnable> ifKilled = new ArrayList<>();
  private boolean over;
  private boolean lost;
  private boolean written = true;

  /**
   * @param info terraform's own words, for whoever finds the state locked
   * @param holder the process, where that can be found out
   */
  StateLock(Path state, String id, byte[] info, Optional<Peer> holder) {
    this.state = state;
    this.id = id;
    this.info = info.clone();
    this.holder = holder;
  }

  @Override
  public Path state() {
    return state;
  }

  String id() {
    return id;
  }

  byte[] info() {
    return info.clone();
  }

  boolean heldBy(Peer process) {
    return holder.filter(process::equals).isPresent();
  }

  boolean holderIsGone() {
    return holder.isPresent() && !holder.get().alive();
  }

  @Override
  public void ifKilled(Runnable then) {
    synchronized (this) {
      if (!over) {
        ifKilled.add(then);
      }
      if (!lost) {
        return;
      }
    }
    then.run();
  }

  /** Whether the last that its holder wanted to have written is. */
  synchronized void isWritten(boolean now) {
    written = now;
  }

  synchronized boolean isWritten() {
    return written;
  }

  /** Terraform gave it back: all that it had to write is written. */
  synchronized void givenBack() {
    over = true;
    ifKilled.clear();
  }

  /** Terraform is gone, or can write no more. */
  void lost() {
    List<Runnable> then;
    synchronized (this) {
      over = true;
      lost = true;
      then = List.copyOf(ifKilled);
      ifKilled.clear();
    }
    then.forEach(Runnable::run);
  }
}
