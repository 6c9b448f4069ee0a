package dev.streambed.local.invoke;

import dev.streambed.local.domain.Json;
import dev.streambed.local.http.BufferedResponse;
import dev.streambed.local.http.ServiceError;
import dev.streambed.local.http.TraceId;
import dev.streambed.local.lambda.FunctionErrors;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.local.lambda.InvocationResult;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Request;

/// Handles the requests of authorized callers. Thread-safe.
///
/// @param lambda the functions
/// @param queue accepts asynchronous invocations
record InvokeHandler(Lambda lambda, AsyncQueue queue) {

  /// The largest event of an asynchronous invocation, in bytes: a megabyte since October 2025.
  private static final int EVENT_LIMIT = 1 << 20;

  private static final byte[] EMPTY_JSON = "{}".getBytes(StandardCharsets.UTF_8);

  InvokeResponse invoke(InvokeRequest invokeRequest, byte[] body, Request request)
      throws InterruptedException {
    Optional<String> version = lambda.version(invokeRequest.functionArn());
    if (version.isEmpty()) {
      return refused(LambdaApiErrors.notFound(invokeRequest.functionArn()));
    }
    byte[] event = body.length == 0 ? EMPTY_JSON : body;
    if (Json.parse(event).isEmpty()) {
      return refused(LambdaApiErrors.notJson());
    }
    InvocationRequest invocationRequest = call(invokeRequest, event, request);
    return switch (invokeRequest.type()) {
      case "RequestResponse" -> now(invocationRequest, version.get());
      case "Event" -> later(invocationRequest);
      case "DryRun" -> new InvokeResponse.WouldBeAllowed(invocationRequest.requestId());
      default ->
          refused(
              LambdaApiErrors.invalidParameter("Unknown invocation type: " + invokeRequest.type()));
    };
  }

  private InvokeResponse later(InvocationRequest invocationRequest) {
    if (invocationRequest.event().length > EVENT_LIMIT) {
      return refused(LambdaApiErrors.tooLarge(EVENT_LIMIT));
    }
    queue.add(invocationRequest);
    return new InvokeResponse.Accepted(invocationRequest.requestId());
  }

  private InvokeResponse now(InvocationRequest invocationRequest, String version)
      throws InterruptedException {
    BufferedResponse buffered = new BufferedResponse();
    long begun = System.nanoTime();
    return switch (lambda.invoke(invocationRequest, buffered)) {
      case InvocationResult.Ended(InvocationOutcome invocationOutcome) -> {
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        Optional<byte[]> failure =
            FunctionErrors.payload(invocationOutcome, invocationRequest.requestId(), duration);
        yield new InvokeResponse.Ended(
            invocationRequest.requestId(),
            version,
            failure.isPresent(),
            failure.orElseGet(buffered::body));
      }
      case InvocationResult.Throttled(String reason) -> refused(LambdaApiErrors.throttled(reason));
      case InvocationResult.EventTooLarge(long limit) -> refused(LambdaApiErrors.tooLarge(limit));
      case InvocationResult.Unknown _ ->
          refused(LambdaApiErrors.notFound(invocationRequest.functionArn()));
    };
  }

  private static InvocationRequest call(
      InvokeRequest invokeRequest, byte[] event, Request request) {
    String trace = request.getHeaders().get("X-Amzn-Trace-Id");
    return new InvocationRequest(
        invokeRequest.functionArn(),
        UUID.randomUUID().toString(),
        event,
        ResponseMode.BUFFERED,
        TraceId.of(trace == null ? "" : trace).forFunction());
  }

  private static InvokeResponse refused(ServiceError error) {
    return new InvokeResponse.Refused(error);
  }
}
