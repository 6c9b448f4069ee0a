package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.ModelRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;

/// One call of `InvokeModelWithResponseStream`: the bridge from the SDK's threads, which push, to
/// ours, which takes when it has written what it took before.
///
/// The queue holds no more chunks than were asked for and not yet taken. [#poll] belongs to one
/// thread; [#wake] and [#close] may be called from any.
final class SdkStreamingCall implements StreamingCall, Subscriber<ResponseStream> {

  private static final int CHUNKS_AHEAD = 16;

  private final UnbilledFailures.CallStart callStart;
  private final BlockingQueue<StreamSignal> signals = new LinkedBlockingQueue<>();
  private volatile @Nullable Subscription subscription;
  private volatile @Nullable CompletableFuture<Void> call;

  private SdkStreamingCall(UnbilledFailures.CallStart callStart) {
    this.callStart = callStart;
  }

  static SdkStreamingCall start(
      BedrockRuntimeAsyncClient bedrock, ModelRequest modelRequest, InstantSource clock) {
    SdkStreamingCall streamingCall = new SdkStreamingCall(UnbilledFailures.CallStart.now(clock));
    CompletableFuture<Void> call =
        bedrock.invokeModelWithResponseStream(request(modelRequest), streamingCall.handler());
    streamingCall.call = call;
    var _ =
        call.whenComplete((_, thrown) -> streamingCall.signals.add(streamingCall.ending(thrown)));
    return streamingCall;
  }

  @Override
  public Optional<StreamSignal> poll(Duration patience) throws InterruptedException {
    StreamSignal streamSignal = signals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    Subscription demand = subscription;
    if (streamSignal instanceof StreamSignal.EventReceived && demand != null) {
      demand.request(1);
    }
    return Optional.ofNullable(streamSignal);
  }

  @Override
  public void wake() {
    signals.add(new StreamSignal.Woken());
  }

  @Override
  public void close() {
    CompletableFuture<Void> underWay = call;
    if (underWay != null) {
      underWay.cancel(true);
    }
  }

  @Override
  public void onSubscribe(Subscription demand) {
    subscription = demand;
    demand.request(CHUNKS_AHEAD);
  }

  @Override
  public void onNext(ResponseStream event) {
    if (event instanceof PayloadPart part && part.bytes() != null) {
      signals.add(new StreamSignal.EventReceived(part.bytes().asByteArrayUnsafe()));
      return;
    }
    // Of a kind that this SDK does not know: it used up demand, and nobody will take it.
    Subscription demand = subscription;
    if (demand != null) {
      demand.request(1);
    }
  }

  // Both outcomes also end the call, which tells of them after every chunk.
  @Override
  public void onError(Throwable thrown) {}

  @Override
  public void onComplete() {}

  private StreamSignal ending(@Nullable Throwable thrown) {
    return thrown == null
        ? new StreamSignal.Finished()
        : new StreamSignal.Broken(
            thrown,
            subscription == null && callStart.isWithinASecond(),
            UnbilledFailures.contains(thrown, callStart));
  }

  private void begin(InvokeModelWithResponseStreamResponse response) {
    String tier = response.serviceTierAsString();
    signals.add(
        new StreamSignal.ResponseStarted(
            tier == null ? "" : tier, BedrockResponses.head(response.sdkHttpResponse())));
  }

  private InvokeModelWithResponseStreamResponseHandler handler() {
    return InvokeModelWithResponseStreamResponseHandler.builder()
        .onResponse(this::begin)
        .onEventStream(events -> events.subscribe(this))
        .build();
  }

  private static InvokeModelWithResponseStreamRequest request(ModelRequest modelRequest) {
    InvokeModelWithResponseStreamRequest.Builder request =
        InvokeModelWithResponseStreamRequest.builder()
            .modelId(modelRequest.model().value())
            .contentType("application/json")
            .accept("application/json")
            .body(SdkBytes.fromByteArrayUnsafe(modelRequest.body().bytes()));
    if (modelRequest.guardrail().isPresent()) {
      request
          .guardrailIdentifier(modelRequest.guardrail().get().identifier())
          .guardrailVersion(modelRequest.guardrail().get().version())
          .trace(BedrockRequests.TRACED);
    }
    return request.build();
  }
}
