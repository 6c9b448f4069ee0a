package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.BedrockHttpClient;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.Lazy;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/// The models behind Bedrock's runtime API. Requests of the seed format go through the SDK's
/// client, which is loaded at the start; all others are sent and received as bytes. Thread-safe.
public final class BedrockModel {

  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final BedrockRuntimeAsyncClient bedrock;
  private final Lazy<BedrockHttpClient> http;
  private final Backoff backoff;

  /// @param bedrock without retries of its own
  public BedrockModel(
      BedrockRuntimeAsyncClient bedrock, Lazy<BedrockHttpClient> http, Backoff backoff) {
    this.bedrock = bedrock;
    this.http = http;
    this.backoff = backoff;
  }

  /// For requests of the seed format only.
  public BedrockModel(BedrockRuntimeAsyncClient bedrock, Backoff backoff) {
    this(
        bedrock,
        new Lazy<>(() -> {
          throw new IllegalStateException("built for the seed format");
        }),
        backoff);
  }

  /// Builds the package.
  public static BedrockModel of(GatewayDependencies gatewayDependencies) {
    Backoff backoff =
        new Backoff(ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, gatewayDependencies.random());
    return new BedrockModel(
        gatewayDependencies.bedrock(), gatewayDependencies.bedrockHttp(), backoff);
  }

  /// Starts a streamed answer.
  public ChunkStream stream(ModelRequest modelRequest, Deadline deadline) {
    boolean isSeed = isSeed(modelRequest);
    RetriedStreamingCall retriedStreamingCall =
        new RetriedStreamingCall(
            modelRequest.model(),
            isSeed
                ? () -> SdkStreamingCall.start(bedrock, modelRequest, deadline.clock())
                : () -> HttpStreamingCall.start(http.get(), modelRequest, deadline.clock()),
            backoff,
            deadline);
    Supplier<EventReader> readers =
        isSeed ? ModelEventReader::new : EventReader.ofFrames(modelRequest.operation());
    return new ChunkStream(
        retriedStreamingCall, deadline, new StreamProgress(UsageMeter.of(modelRequest), readers));
  }

  /// Requests a buffered answer and waits for it.
  public BufferedAnswer answer(ModelRequest modelRequest, Deadline deadline)
      throws InterruptedException {
    return modelRequest.moreBodies().isEmpty()
        ? call(modelRequest, deadline)
        : new BatchedCalls(modelRequest, call -> call(call, deadline)).answer();
  }

  private BufferedAnswer call(ModelRequest modelRequest, Deadline deadline)
      throws InterruptedException {
    Supplier<CompletableFuture<BedrockResponse>> start =
        isSeed(modelRequest)
            ? () -> invoke(modelRequest)
            : () -> HttpBufferedCall.start(http.get(), modelRequest);
    return new BufferedCall(start, modelRequest, backoff).answer(deadline);
  }

  /// The estimated usage of a request when nothing is known about its answer.
  ///
  /// @param reason one of the constants of [Usage.Estimated]
  public static Usage estimatedUsage(ModelRequest modelRequest, String reason) {
    return UsageMeter.of(modelRequest).usage(reason);
  }

  private static boolean isSeed(ModelRequest modelRequest) {
    return modelRequest.dialect() == Dialect.SEED;
  }

  private CompletableFuture<BedrockResponse> invoke(ModelRequest modelRequest) {
    InvokeModelRequest.Builder request =
        InvokeModelRequest.builder()
            .modelId(modelRequest.model().value())
            .contentType("application/json")
            .accept("application/json")
            .body(SdkBytes.fromByteArrayUnsafe(modelRequest.body().bytes()));
    if (modelRequest.guardrail().isPresent()) {
      request
          .guardrailIdentifier(modelRequest.guardrail().get().identifier())
          .guardrailVersion(modelRequest.guardrail().get().version());
    }
    return BedrockResponse.of(
        bedrock.invokeModel(request.build()),
        response ->
            new BedrockResponse(response.sdkHttpResponse(), response.body().asByteArrayUnsafe()));
  }
}
