package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.BedrockHttpClients;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/// The models behind Bedrock's runtime API. Requests of the seed format go through the SDK's
/// client, which is loaded at the start; all others, and those to other Regions, are sent and
/// received as bytes. Thread-safe.
public final class BedrockModel {

  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final BedrockRuntimeAsyncClient bedrock;
  private final BedrockHttpClients http;
  private final Backoff backoff;
  private final Duration longestSilence;

  /// @param bedrock without retries of its own
  /// @param longestSilence how long a streamed answer may be silent before its first content until
  ///   the next model is asked, if there is one; zero: however long
  public BedrockModel(
      BedrockRuntimeAsyncClient bedrock,
      BedrockHttpClients http,
      Backoff backoff,
      Duration longestSilence) {
    this.bedrock = bedrock;
    this.http = http;
    this.backoff = backoff;
    this.longestSilence = longestSilence;
  }

  /// For requests of the seed format only.
  public BedrockModel(BedrockRuntimeAsyncClient bedrock, Backoff backoff) {
    this(
        bedrock,
        new BedrockHttpClients(_ -> {
          throw new IllegalStateException("built for the seed format");
        }),
        backoff,
        Duration.ZERO);
  }

  /// Builds the package.
  public static BedrockModel of(GatewayDependencies gatewayDependencies) {
    Backoff backoff =
        new Backoff(ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, gatewayDependencies.random());
    return new BedrockModel(
        gatewayDependencies.bedrock(),
        gatewayDependencies.bedrockHttp(),
        backoff,
        gatewayDependencies.settings().fallbackAfter());
  }

  /// Starts a streamed answer.
  public ChunkStream stream(ModelRequest modelRequest, Deadline deadline) {
    RetriedStreamingCall retriedStreamingCall =
        new RetriedStreamingCall(
            modelRequest.model(), start(modelRequest, deadline), backoff, deadline);
    Optional<StreamFallbacks> fallbacks =
        modelRequest.fallbacks().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new StreamFallbacks(
                    modelRequest,
                    deadline,
                    longestSilence,
                    next -> start(next, deadline),
                    this::progress));
    return new ChunkStream(retriedStreamingCall, deadline, progress(modelRequest), fallbacks);
  }

  private Supplier<StreamingCall> start(ModelRequest modelRequest, Deadline deadline) {
    return isSent(modelRequest)
        ? () ->
            HttpStreamingCall.start(http.in(modelRequest.region()), modelRequest, deadline.clock())
        : () -> SdkStreamingCall.start(bedrock, modelRequest, deadline.clock());
  }

  private StreamProgress progress(ModelRequest modelRequest) {
    Supplier<EventReader> readers =
        isSent(modelRequest) ? EventReader.ofFrames(modelRequest) : ModelEventReader::new;
    return new StreamProgress(
        UsageMeter.of(modelRequest),
        modelRequest.guardrail().isPresent()
            ? () -> new GuardrailTraceFilter(readers.get(), modelRequest.operation())
            : readers);
  }

  /// Requests a buffered answer and waits for it.
  public BufferedAnswer answer(ModelRequest modelRequest, Deadline deadline)
      throws InterruptedException {
    return answer(modelRequest, deadline, new ArrayList<>());
  }

  /// Requests a buffered answer and waits for it.
  ///
  /// @param failures gets each model that is left for the next one
  public BufferedAnswer answer(
      ModelRequest modelRequest, Deadline deadline, List<FailedAttempt> failures)
      throws InterruptedException {
    return modelRequest.fallbacks().isEmpty()
        ? answer(modelRequest, deadline, backoff)
        : answerOfAny(new FallbackSequence(modelRequest, deadline), deadline, failures);
  }

  // As long as another model is left it is asked at once.
  private BufferedAnswer answerOfAny(
      FallbackSequence fallbacks, Deadline deadline, List<FailedAttempt> failures)
      throws InterruptedException {
    while (fallbacks.isLeft()) {
      BufferedAnswer answer = answer(fallbacks.current(), deadline, backoff.once());
      if (!(answer instanceof BufferedAnswer.Failed(Problem problem, Usage usage, boolean other))
          || !other
          || !fallbacks.isLeft()) {
        return answer;
      }
      fallbacks.leave(problem, usage, "");
      failures.add(fallbacks.failed().getLast());
    }
    return answer(fallbacks.current(), deadline, backoff);
  }

  private BufferedAnswer answer(ModelRequest modelRequest, Deadline deadline, Backoff pauses)
      throws InterruptedException {
    return modelRequest.moreBodies().isEmpty()
        ? call(modelRequest, deadline, pauses)
        : new BatchedCalls(modelRequest, call -> call(call, deadline, pauses)).answer();
  }

  private BufferedAnswer call(ModelRequest modelRequest, Deadline deadline, Backoff pauses)
      throws InterruptedException {
    Supplier<CompletableFuture<BedrockResponse>> start =
        isSent(modelRequest)
            ? () -> HttpBufferedCall.start(http.in(modelRequest.region()), modelRequest)
            : () -> invoke(modelRequest);
    BufferedAnswer answer = new BufferedCall(start, modelRequest, pauses).answer(deadline);
    return modelRequest.guardrail().isPresent()
        ? GuardrailTraceFilter.filter(answer, modelRequest.operation())
        : answer;
  }

  /// The estimated usage of a request when nothing is known about its answer.
  ///
  /// @param reason one of the constants of [Usage.Estimated]
  public static Usage estimatedUsage(ModelRequest modelRequest, String reason) {
    return UsageMeter.of(modelRequest).usage(reason);
  }

  // As bytes. There is an SDK client for one Region only.
  private static boolean isSent(ModelRequest modelRequest) {
    return modelRequest.dialect() != Dialect.SEED || !modelRequest.region().isEmpty();
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
          .guardrailVersion(modelRequest.guardrail().get().version())
          .trace(BedrockRequests.TRACED);
    }
    return BedrockResponse.of(
        bedrock.invokeModel(request.build()),
        response ->
            new BedrockResponse(response.sdkHttpResponse(), response.body().asByteArrayUnsafe()));
  }
}
