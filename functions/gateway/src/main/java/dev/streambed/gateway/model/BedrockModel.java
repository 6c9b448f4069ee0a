package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Usage;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/// The models behind Bedrock's runtime API. Thread-safe.
public final class BedrockModel {

  private final BedrockRuntimeAsyncClient bedrock;
  private final Backoff backoff;

  /// @param bedrock without retries of its own
  public BedrockModel(BedrockRuntimeAsyncClient bedrock, Backoff backoff) {
    this.bedrock = bedrock;
    this.backoff = backoff;
  }

  /// Begins an answer in pieces.
  public PieceStream stream(Ask ask, Deadline deadline) {
    Attempts attempts =
        new Attempts(
            ask.model(), () -> Attempt.start(bedrock, ask, deadline.clock()), backoff, deadline);
    return new PieceStream(attempts, deadline, Meter.of(ask));
  }

  /// Waits for an answer in one.
  public WholeAnswer answer(Ask ask, Deadline deadline) throws InterruptedException {
    return new WholeCall(bedrock, ask, backoff).answer(deadline);
  }

  /// What a question may have cost of whose answer nothing is known.
  ///
  /// @param reason one of [Usage.Estimated]'s
  public static Usage guess(Ask ask, String reason) {
    return Meter.of(ask).usage(reason);
  }
}
