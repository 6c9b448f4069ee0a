package dev.streambed.local.invoke;

import dev.streambed.local.gate.ServiceError;
import dev.streambed.local.http.BufferedReply;
import dev.streambed.local.http.TraceId;
import dev.streambed.local.lambda.Call;
import dev.streambed.local.lambda.FailurePayload;
import dev.streambed.local.lambda.Invoked;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.vocabulary.Json;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Request;

/// Does what an allowed caller asks. Thread-safe.
///
/// @param lambda the functions
/// @param queue takes what is to happen later
record Invocations(Lambda lambda, AsyncQueue queue) {

  /// The largest event of an asynchronous invocation, in bytes: a megabyte since October 2025.
  private static final int EVENT_LIMIT = 1 << 20;

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  InvokeAnswer invoke(InvokeRequest wanted, byte[] body, Request request)
      throws InterruptedException {
    Optional<String> version = lambda.version(wanted.function().arn());
    if (version.isEmpty()) {
      return refused(LambdaErrors.notFound(wanted.function().arn()));
    }
    byte[] event = body.length == 0 ? NOTHING : body;
    if (Json.parse(event).isEmpty()) {
      return refused(LambdaErrors.notJson());
    }
    Call call = call(wanted, event, request);
    return switch (wanted.type()) {
      case "RequestResponse" -> now(call, version.get());
      case "Event" -> later(call);
      case "DryRun" -> new InvokeAnswer.WouldBeAllowed(call.requestId());
      default ->
          refused(LambdaErrors.invalidParameter("Unknown invocation type: " + wanted.type()));
    };
  }

  private InvokeAnswer later(Call call) {
    if (call.event().length > EVENT_LIMIT) {
      return refused(LambdaErrors.tooLarge(EVENT_LIMIT));
    }
    queue.add(call);
    return new InvokeAnswer.Accepted(call.requestId());
  }

  private InvokeAnswer now(Call call, String version) throws InterruptedException {
    BufferedReply reply = new BufferedReply();
    long begun = System.nanoTime();
    return switch (lambda.invoke(call, reply)) {
      case Invoked.Ended(Outcome outcome) -> {
        Duration duration = Duration.ofNanos(System.nanoTime() - begun);
        Optional<byte[]> failure = FailurePayload.of(outcome, call.requestId(), duration);
        yield new InvokeAnswer.Ended(
            call.requestId(), version, failure.isPresent(), failure.orElseGet(reply::body));
      }
      case Invoked.Throttled(String reason) -> refused(LambdaErrors.throttled(reason));
      case Invoked.EventTooLarge(long limit) -> refused(LambdaErrors.tooLarge(limit));
      case Invoked.Unknown _ -> refused(LambdaErrors.notFound(call.functionArn()));
    };
  }

  private static Call call(InvokeRequest wanted, byte[] event, Request request) {
    String trace = request.getHeaders().get("X-Amzn-Trace-Id");
    return new Call(
        wanted.function().arn(),
        UUID.randomUUID().toString(),
        event,
        ResponseMode.BUFFERED,
        TraceId.of(trace == null ? "" : trace).forFunction());
  }

  private static InvokeAnswer refused(ServiceError error) {
    return new InvokeAnswer.Refused(error);
  }
}
