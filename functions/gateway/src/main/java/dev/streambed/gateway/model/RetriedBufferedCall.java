package dev.streambed.gateway.model;

import dev.streambed.gateway.aws.AwsResponse;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// One answer that is not streamed.
///
/// @param start makes an attempt
record RetriedBufferedCall(
    Supplier<CompletableFuture<AwsResponse>> start, ModelRequest modelRequest, Backoff backoff) {

  BufferedAnswer answer(Deadline deadline) throws InterruptedException {
    UsageMeter usageMeter = UsageMeter.of(modelRequest);
    for (int failures = 1; ; failures++) {
      UnbilledFailures.CallStart callStart = UnbilledFailures.CallStart.now(deadline.clock());
      try {
        return document(call(deadline), usageMeter);
      } catch (TimeoutException _) {
        // Bedrock was processing the request, and bills it.
        Usage guess = usageMeter.usage(Usage.Estimated.DEADLINE);
        return new BufferedAnswer.Failed(Problem.of(ErrorCode.TIMEOUT), guess);
      } catch (ExecutionException e) {
        BedrockFailure failure = BedrockFailure.of(cause(e), callStart.isWithinASecond());
        Optional<Duration> pause =
            failure.retryable() ? backoff.pauseAfter(failures, deadline) : Optional.empty();
        if (pause.isEmpty()) {
          return new BufferedAnswer.Failed(
              failure.withModelName(modelRequest.model()).problem(),
              usage(UnbilledFailures.contains(cause(e)), usageMeter),
              failure.allowsFallback(),
              BedrockResponses.requestId(cause(e)));
        }
        if (!UnbilledFailures.contains(cause(e))) {
          usageMeter.attemptRetried();
        }
        Thread.sleep(pause.get());
      }
    }
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  private static Usage usage(boolean isUncharged, UsageMeter usageMeter) {
    return isUncharged && !usageMeter.mayBeBilled()
        ? new Usage.Unknown()
        : usageMeter.usage(Usage.Estimated.BROKEN_OFF);
  }

  private AwsResponse call(Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<AwsResponse> call = start.get();
    try {
      return call.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      call.cancel(true);
    }
  }

  private BufferedAnswer document(AwsResponse response, UsageMeter usageMeter) {
    JsonObject document = ModelEvent.of(response.body()).object();
    ConverseMetadata converse =
        new ConverseMetadata(modelRequest.operation().isConverse() ? document : JsonObject.EMPTY);
    String tier = BedrockResponses.serviceTier(response.head());
    usageMeter.setServiceTier(tier.isEmpty() ? converse.serviceTier() : tier);
    Usage usage =
        new BufferedAnswerUsage(response.head(), document, converse.usage()).measure(usageMeter);
    String stopReason = StopReasonReader.of(document);
    GuardrailReader guardrail = new GuardrailReader();
    guardrail.read(document, stopReason);
    guardrail.read(converse.guardrailEvent(), "");
    return new BufferedAnswer.Complete(
        new ModelDocument(
            Payload.of(response.body()),
            usage,
            guardrail.guardrail().stopReason(stopReason),
            guardrail.guardrail(),
            BedrockResponses.head(response.head())));
  }
}
