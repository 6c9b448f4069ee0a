package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
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
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/// One answer by `InvokeModel`.
record BufferedCall(BedrockRuntimeAsyncClient bedrock, ModelRequest modelRequest, Backoff backoff) {

  BufferedAnswer answer(Deadline deadline) throws InterruptedException {
    UsageMeter usageMeter = UsageMeter.of(modelRequest);
    for (int failures = 1; ; failures++) {
      UnbilledFailures.CallStart callStart = UnbilledFailures.CallStart.now(deadline.clock());
      try {
        return document(call(deadline), usageMeter);
      } catch (TimeoutException _) {
        // Bedrock was at work, and bills it.
        Usage guess = usageMeter.usage(Usage.Estimated.DEADLINE);
        return new BufferedAnswer.Failed(Problem.of(ErrorCode.TIMEOUT), guess);
      } catch (ExecutionException e) {
        BedrockFailure failure = BedrockFailure.of(e, callStart.isWithinASecond());
        Optional<Duration> pause =
            failure.retryable() ? backoff.pauseAfter(failures, deadline) : Optional.empty();
        if (pause.isEmpty()) {
          return new BufferedAnswer.Failed(
              failure.withModelName(modelRequest.model()).problem(),
              usage(UnbilledFailures.contains(e, callStart), usageMeter));
        }
        if (!UnbilledFailures.contains(e, callStart)) {
          usageMeter.attemptRetried();
        }
        Thread.sleep(pause.get());
      }
    }
  }

  private static Usage usage(boolean isUncharged, UsageMeter usageMeter) {
    return isUncharged && !usageMeter.mayBeBilled()
        ? new Usage.Unknown()
        : usageMeter.usage(Usage.Estimated.BROKEN_OFF);
  }

  private InvokeModelResponse call(Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<InvokeModelResponse> call = bedrock.invokeModel(request());
    try {
      return call.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      call.cancel(true);
    }
  }

  private InvokeModelRequest request() {
    return InvokeModelRequest.builder()
        .modelId(modelRequest.model().value())
        .contentType("application/json")
        .accept("application/json")
        .body(SdkBytes.fromByteArrayUnsafe(modelRequest.body().bytes()))
        .build();
  }

  private static BufferedAnswer document(InvokeModelResponse response, UsageMeter usageMeter) {
    Payload body = Payload.of(response.body().asByteArrayUnsafe());
    JsonObject document = ModelEvent.of(body.bytes()).object();
    String tier = response.serviceTierAsString();
    usageMeter.setServiceTier(tier == null ? "" : tier);
    Usage usage = new BufferedAnswerUsage(response.sdkHttpResponse(), document).measure(usageMeter);
    String stopReason = StopReasonReader.of(document);
    GuardrailReader guardrail = new GuardrailReader();
    guardrail.read(document, stopReason);
    return new BufferedAnswer.Document(
        body, usage, guardrail.guardrail().stopReason(stopReason), guardrail.guardrail());
  }
}
