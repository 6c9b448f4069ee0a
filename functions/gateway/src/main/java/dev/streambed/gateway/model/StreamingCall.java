package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsException;
import dev.streambed.gateway.aws.AwsServiceClient;
import dev.streambed.gateway.aws.HttpCall;
import dev.streambed.gateway.aws.NoResponseException;
import dev.streambed.gateway.aws.ResponseHandler;
import dev.streambed.gateway.aws.ResponseHead;
import dev.streambed.gateway.domain.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One attempt at a streamed answer: the bridge from the HTTP client's threads, which push, to the
/// thread that reads, which takes a frame when it has written the one before.
///
/// [#poll] belongs to one thread; [#wake] and [#close] may be called from any. Of frames that were
/// not taken, no more wait than the connection's window holds: the window grows by a frame when it
/// is taken. By those of a frame that is not whole yet it grows as they come, because a frame may
/// be larger than the window.
final class StreamingCall implements ResponseHandler, AutoCloseable {

  /// The window is updated for free when more bytes arrive; otherwise in steps, because each is a
  /// call of native code.
  private static final int WINDOW_STEP = 32 * 1024;

  private final UnbilledFailures.CallStart callStart;
  private final BlockingQueue<StreamSignal> signals = new LinkedBlockingQueue<>();
  private final EventFrameSplitter frames = new EventFrameSplitter();
  private final ByteArrayOutputStream errorBody = new ByteArrayOutputStream();

  /// Bytes that were received and are not held any more; negative for frames whose first parts were
  /// released as they came.
  private final AtomicInteger releasedBytes = new AtomicInteger();

  private volatile @Nullable ResponseHead head;
  private volatile @Nullable HttpCall call;
  private volatile boolean isDamaged;

  private StreamingCall(UnbilledFailures.CallStart callStart) {
    this.callStart = callStart;
  }

  /// Sends a request. A failure is among the signals.
  static StreamingCall start(
      AwsServiceClient bedrock, ModelRequest modelRequest, InstantSource clock) {
    StreamingCall started = new StreamingCall(UnbilledFailures.CallStart.now(clock));
    try {
      started.call = bedrock.start(BedrockRequests.of(modelRequest), started);
    } catch (AwsException e) {
      started.signals.add(started.broken(e));
    }
    if (started.isDamaged) {
      started.close();
    }
    return started;
  }

  /// The next signal, or nothing when none comes within the time.
  Optional<StreamSignal> poll(Duration timeout) throws InterruptedException {
    StreamSignal signal = signals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    HttpCall running = call;
    if (signal instanceof StreamSignal.EventReceived(byte[] frame) && running != null) {
      releasedBytes.addAndGet(frame.length);
      int released = takeReleased(WINDOW_STEP);
      if (released > 0) {
        running.incrementWindow(released);
      }
    }
    return Optional.ofNullable(signal);
  }

  /// Has a thread that waits in [#poll] return at once.
  void wake() {
    signals.add(new StreamSignal.Woken());
  }

  /// Aborts the call if it is still running.
  @Override
  public void close() {
    HttpCall running = call;
    if (running != null) {
      running.abort();
    }
  }

  @Override
  public void onHead(ResponseHead response) {
    head = response;
    if (response.isSuccess()) {
      signals.add(
          new StreamSignal.ResponseStarted(
              BedrockResponses.serviceTier(response), BedrockResponses.head(response)));
    }
  }

  @Override
  public int onBody(byte[] bytes) {
    ResponseHead response = head;
    if (isDamaged) {
      // Of what follows, nobody knows where a frame begins.
      return bytes.length;
    }
    if (response == null || !response.isSuccess()) {
      BedrockResponses.keepBeginning(errorBody, bytes);
      return bytes.length;
    }
    int held = 0;
    try {
      frames.append(bytes);
      for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
        held += frame.length;
        signals.add(new StreamSignal.EventReceived(frame));
      }
    } catch (IllegalArgumentException e) {
      isDamaged = true;
      signals.add(broken(e));
      close();
      return bytes.length;
    }
    releasedBytes.addAndGet(bytes.length - held);
    return takeReleased(1);
  }

  // An error's status says more than the end of its body.
  @Override
  public void onEnd(@Nullable NoResponseException failure) {
    ResponseHead response = head;
    if (response != null && !response.isSuccess()) {
      signals.add(broken(BedrockResponses.failure(response, errorBody.toByteArray())));
    } else {
      signals.add(failure == null ? new StreamSignal.Finished() : broken(failure));
    }
  }

  /// All released bytes if they are enough, or none.
  private int takeReleased(int enough) {
    int released = releasedBytes.get();
    while (released >= enough) {
      if (releasedBytes.compareAndSet(released, 0)) {
        return released;
      }
      released = releasedBytes.get();
    }
    return 0;
  }

  private StreamSignal broken(RuntimeException thrown) {
    return new StreamSignal.Broken(
        thrown, head == null && callStart.isWithinASecond(), UnbilledFailures.contains(thrown));
  }
}
