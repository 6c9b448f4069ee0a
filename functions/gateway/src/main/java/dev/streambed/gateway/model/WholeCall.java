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
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;

/// One answer by `InvokeModel`.
record WholeCall(BedrockRuntimeAsyncClient bedrock, Ask ask, Backoff backoff) {

  private static final String HEADER = "x-amzn-bedrock-";

  WholeAnswer answer(Deadline deadline) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      Sent sent = Sent.now(deadline.clock());
      try {
        return document(call(deadline));
      } catch (TimeoutException _) {
        return givenUp();
      } catch (ExecutionException e) {
        BedrockFailure failure = BedrockFailure.of(e, sent.isUnread());
        Optional<Duration> pause =
            failure.passes() ? backoff.pauseAfter(failures, deadline) : Optional.empty();
        if (pause.isEmpty()) {
          return new WholeAnswer.Failed(failure.about(ask.model()).problem(), new Usage.Unknown());
        }
        Thread.sleep(pause.get());
      }
    }
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

  // Bedrock was at work, and bills it.
  private WholeAnswer givenUp() {
    Usage guess = new Meter(ask.body().size()).estimate(Usage.Estimated.DEADLINE);
    return new WholeAnswer.Failed(Problem.of(ErrorCode.TIMEOUT), guess);
  }

  private InvokeModelRequest request() {
    return InvokeModelRequest.builder()
        .modelId(ask.model().value())
        .contentType("application/json")
        .accept("application/json")
        .body(SdkBytes.fromByteArrayUnsafe(ask.body().bytes()))
        .build();
  }

  private static WholeAnswer document(InvokeModelResponse response) {
    byte[] body = response.body().asByteArrayUnsafe();
    JsonObject document = ModelEvent.of(body).object();
    String stopReason = StopReason.of(document);
    GuardrailReader guardrail = new GuardrailReader();
    guardrail.read(document, stopReason);
    Usage usage = usage(response.sdkHttpResponse(), BodyUsage.of(document));
    String tier = response.serviceTierAsString();
    return new WholeAnswer.Document(
        Payload.of(body),
        usage instanceof Usage.Counted counted && tier != null
            ? counted.withServiceTier(tier)
            : usage,
        guardrail.guardrail().stopReason(stopReason),
        guardrail.guardrail());
  }

  private static Usage usage(SdkHttpResponse http, Usage ofBody) {
    boolean hasCounted =
        http.firstMatchingHeader(HEADER + "input-token-count").isPresent()
            || http.firstMatchingHeader(HEADER + "output-token-count").isPresent();
    if (!hasCounted) {
      return ofBody;
    }
    Usage.Counted counted =
        new Usage.Counted(
            count(http, "input-token-count"),
            count(http, "output-token-count"),
            count(http, "cache-read-input-token-count"),
            count(http, "cache-write-input-token-count"));
    return ofBody instanceof Usage.Counted told
        ? counted.withCacheWrite1h(Math.min(told.cacheWrite1h(), counted.cacheWrite()))
        : counted;
  }

  private static long count(SdkHttpResponse http, String name) {
    return http.firstMatchingHeader(HEADER + name).map(Long::parseLong).orElse(0L);
  }
}
