package dev.streambed.gateway.model;

import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.ErrorCode;
import dev.streambed.gateway.vocabulary.Payload;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.Usage;
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
record WholeCall(BedrockRuntimeAsyncClient bedrock, Ask ask, Backoff backoff) {

  WholeAnswer answer(Deadline deadline) throws InterruptedException {
    Meter meter = Meter.of(ask);
    for (int failures = 1; ; failures++) {
      Sent sent = Sent.now(deadline.clock());
      try {
        return document(call(deadline), meter);
      } catch (TimeoutException _) {
        // Bedrock was at work, and bills it.
        Usage guess = meter.usage(Usage.Estimated.DEADLINE);
        return new WholeAnswer.Failed(Problem.of(ErrorCode.TIMEOUT), guess);
      } catch (ExecutionException e) {
        BedrockFailure failure = BedrockFailure.of(e, sent.isUnread());
        Optional<Duration> pause =
            failure.passes() ? backoff.pauseAfter(failures, deadline) : Optional.empty();
        if (pause.isEmpty()) {
          return new WholeAnswer.Failed(
              failure.about(ask.model()).problem(), usage(Uncharged.is(e, sent), meter));
        }
        if (!Uncharged.is(e, sent)) {
          meter.retry();
        }
        Thread.sleep(pause.get());
      }
    }
  }

  private static Usage usage(boolean isUncharged, Meter meter) {
    return isUncharged && !meter.mayBeBilled()
        ? new Usage.Unknown()
        : meter.usage(Usage.Estimated.BROKEN_OFF);
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
        .modelId(ask.model().value())
        .contentType("application/json")
        .accept("application/json")
        .body(SdkBytes.fromByteArrayUnsafe(ask.body().bytes()))
        .build();
  }

  private static WholeAnswer document(InvokeModelResponse response, Meter meter) {
    Payload body = Payload.of(response.body().asByteArrayUnsafe());
    JsonObject document = ModelEvent.of(body.bytes()).object();
    String tier = response.serviceTierAsString();
    meter.serve(tier == null ? "" : tier);
    Usage usage = new DocumentUsage(response.sdkHttpResponse(), document).by(meter);
    String stopReason = StopReason.of(document);
    GuardrailReader guardrail = new GuardrailReader();
    guardrail.read(document, stopReason);
    return new WholeAnswer.Document(
        body, usage, guardrail.guardrail().stopReason(stopReason), guardrail.guardrail());
  }
}
