package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.BedrockHttpClient;
import dev.streambed.gateway.domain.ModelRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/// A streaming operation of Bedrock's runtime API whose event frames are taken as they come.
///
/// A buffer of the connection is requested when fewer than a few frames of the last one are left,
/// so that a caller who does not read holds the connection back.
final class HttpStreamingCall implements StreamingCall, SdkAsyncHttpResponseHandler {

  private static final int FRAMES_AHEAD = 16;

  private final UnbilledFailures.CallStart callStart;
  private final BlockingQueue<StreamSignal> signals = new LinkedBlockingQueue<>();
  private final BodyReader bodyReader = new BodyReader();
  private volatile @Nullable SdkHttpResponse head;
  private volatile @Nullable CompletableFuture<Void> call;

  private HttpStreamingCall(UnbilledFailures.CallStart callStart) {
    this.callStart = callStart;
  }

  static HttpStreamingCall start(
      BedrockHttpClient bedrock, ModelRequest modelRequest, InstantSource clock) {
    HttpStreamingCall started = new HttpStreamingCall(UnbilledFailures.CallStart.now(clock));
    CompletableFuture<Void> call = bedrock.send(BedrockRequests.of(modelRequest), started);
    started.call = call;
    var _ = call.whenComplete((_, thrown) -> started.end(thrown));
    if (started.bodyReader.damage != null) {
      started.close();
    }
    return started;
  }

  @Override
  public Optional<StreamSignal> poll(Duration timeout) throws InterruptedException {
    StreamSignal signal = signals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (signals.size() < FRAMES_AHEAD) {
      bodyReader.requestBuffer();
    }
    return Optional.ofNullable(signal);
  }

  @Override
  public void wake() {
    signals.add(new StreamSignal.Woken());
  }

  @Override
  public void close() {
    CompletableFuture<Void> running = call;
    if (running != null) {
      running.cancel(true);
    }
  }

  @Override
  public void onHeaders(SdkHttpResponse response) {
    head = response;
    if (response.isSuccessful()) {
      signals.add(
          new StreamSignal.ResponseStarted(
              BedrockResponses.serviceTier(response), BedrockResponses.head(response)));
    }
  }

  @Override
  public void onStream(Publisher<ByteBuffer> body) {
    body.subscribe(bodyReader);
  }

  // The call ends, too.
  @Override
  public void onError(Throwable thrown) {}

  private void end(@Nullable Throwable thrown) {
    if (thrown != null && !(thrown instanceof CancellationException)) {
      // The call fails at once, whatever of its body still waits to be read.
      bodyReader.requestRest();
    }
    signals.add(ending(thrown));
  }

  // An error's status says more than the end of its body.
  private StreamSignal ending(@Nullable Throwable thrown) {
    SdkHttpResponse response = head;
    if (response != null && !response.isSuccessful()) {
      return broken(BedrockResponses.failure(response, bodyReader.error()));
    }
    Throwable damage = bodyReader.damage;
    Throwable failure = damage == null ? thrown : damage;
    return failure == null ? new StreamSignal.Finished() : broken(failure);
  }

  private StreamSignal broken(Throwable thrown) {
    return new StreamSignal.Broken(
        thrown,
        head == null && callStart.isWithinASecond(),
        UnbilledFailures.contains(thrown, callStart));
  }

  /// Cuts the body into frames, or keeps an error's. Its methods are called one after the other.
  private final class BodyReader implements Subscriber<ByteBuffer> {

    private final EventFrameSplitter frames = new EventFrameSplitter();
    private final ByteArrayOutputStream errorBody = new ByteArrayOutputStream();
    private final AtomicBoolean requested = new AtomicBoolean();
    private volatile @Nullable Subscription subscription;
    private volatile @Nullable Throwable damage;

    @Override
    public void onSubscribe(Subscription demand) {
      subscription = demand;
      requestBuffer();
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      requested.set(false);
      if (damage != null) {
        // Of what follows, nobody knows where a frame begins.
        return;
      }
      SdkHttpResponse response = head;
      if (response == null || !response.isSuccessful()) {
        BedrockResponses.keepBeginning(errorBody, bytes);
        requestBuffer();
        return;
      }
      try {
        frames.add(bytes, frame -> signals.add(new StreamSignal.EventReceived(frame)));
      } catch (IllegalArgumentException e) {
        damage = e;
        signals.add(ending(e));
        close();
        return;
      }
      if (signals.size() < FRAMES_AHEAD) {
        requestBuffer();
      }
    }

    // Both ends of the body also end the call.
    @Override
    public void onError(Throwable thrown) {}

    @Override
    public void onComplete() {}

    private void requestBuffer() {
      Subscription demand = subscription;
      if (demand != null && requested.compareAndSet(false, true)) {
        demand.request(1);
      }
    }

    /// No more than the window of the connection.
    private void requestRest() {
      Subscription demand = subscription;
      if (demand != null) {
        demand.request(Long.MAX_VALUE);
      }
    }

    private byte[] error() {
      return errorBody.toByteArray();
    }
  }
}
