package dev.streambed.gateway.model;

import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Usage;
import java.time.Duration;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/// The models behind Bedrock's runtime API. Thread-safe.
public final class BedrockModel {

  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(400);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final BedrockRuntimeAsyncClient bedrock;
  private final Backoff backoff;

  /// @param bedrock without retries of its own
  public BedrockModel(BedrockRuntimeAsyncClient bedrock, Backoff backoff) {
    this.bedrock = bedrock;
    this.backoff = backoff;
  }

  /// Builds the package.
  public static BedrockModel of(GatewayDependencies gatewayDependencies) {
    Backoff backoff =
        new Backoff(ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, gatewayDependencies.random());
    return new BedrockModel(gatewayDependencies.bedrock(), backoff);
  }

  /// Begins an answer in chunks.
  public ChunkStream stream(ModelRequest modelRequest, Deadline deadline) {
    RetriedStreamingCall retriedStreamingCall =
        new RetriedStreamingCall(
            modelRequest.model(),
            () -> StreamingCall.start(bedrock, modelRequest, deadline.clock()),
            backoff,
            deadline);
    return new ChunkStream(retriedStreamingCall, deadline, UsageMeter.of(modelRequest));
  }

  /// Waits for an answer in one.
  public BufferedAnswer answer(ModelRequest modelRequest, Deadline deadline)
      throws InterruptedException {
    return new BufferedCall(bedrock, modelRequest, backoff).answer(deadline);
  }

  /// What a question may have cost of whose answer nothing is known.
  ///
  /// @param reason one of [Usage.Estimated]'s
  public static Usage estimatedUsage(ModelRequest modelRequest, String reason) {
    return UsageMeter.of(modelRequest).usage(reason);
  }
}
