package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsResponse;
import dev.streambed.gateway.aws.BedrockClients;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Deadline;
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

/// The models behind Bedrock's runtime API. Thread-safe.
public final class BedrockModel {

  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final BedrockClients bedrock;
  private final Backoff backoff;
  private final Duration longestSilence;

  /// @param longestSilence how long a streamed answer may be silent before its first content until
  ///   the next model is asked, if there is one; zero: however long
  public BedrockModel(BedrockClients bedrock, Backoff backoff, Duration longestSilence) {
    this.bedrock = bedrock;
    this.backoff = backoff;
    this.longestSilence = longestSilence;
  }

  /// Builds the package.
  public static BedrockModel of(GatewayDependencies gatewayDependencies) {
    Backoff backoff =
        new Backoff(ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, gatewayDependencies.random());
    return new BedrockModel(
        gatewayDependencies.bedrock(), backoff, gatewayDependencies.settings().fallbackAfter());
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
    return () ->
        StreamingCall.start(bedrock.in(modelRequest.region()), modelRequest, deadline.clock());
  }

  private StreamProgress progress(ModelRequest modelRequest) {
    Supplier<EventReader> readers = EventReader.of(modelRequest);
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
      if (!(answer
              instanceof
              BufferedAnswer.Failed(Problem problem, Usage usage, boolean other, String requestId))
          || !other
          || !fallbacks.isLeft()) {
        return answer;
      }
      fallbacks.leave(problem, usage, requestId);
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
    Supplier<CompletableFuture<AwsResponse>> start =
        () -> BufferedCall.start(bedrock.in(modelRequest.region()), modelRequest);
    BufferedAnswer answer = new RetriedBufferedCall(start, modelRequest, pauses).answer(deadline);
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
}
