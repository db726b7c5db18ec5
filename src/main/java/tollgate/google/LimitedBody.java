package tollgate.google;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body that is given up when it grows too large. */
final class LimitedBody implements BodySubscriber<byte[]> {
  private final int most;
  private final List<byte[]> parts = new ArrayList<>();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private int size;
  private Flow.@Nullable Subscription subscription;

  /**
   * @param most in bytes
   */
  LimitedBody(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      size += buffer.remaining();
      if (size > most) {
        if (subscription != null) {
          subscription.cancel();
        }
        whole.completeExceptionally(new TooLarge());
        return;
      }
      byte[] part = new byte[buffer.remaining()];
      buffer.get(part);
      parts.add(part);
    }
  }

  @Override
  public void onError(Throwable failure) {
    whole.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    ByteBuffer all = ByteBuffer.allocate(size);
    parts.forEach(all::put);
    whole.complete(all.array());
  }

  /** More came than anybody asked for. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }
}
