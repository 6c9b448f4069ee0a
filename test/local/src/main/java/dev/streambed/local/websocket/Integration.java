package dev.streambed.local.websocket;

import dev.streambed.local.http.BufferedReply;
import dev.streambed.local.http.MalformedAnswer;
import dev.streambed.local.http.TraceId;
import dev.streambed.local.http.Waiting;
import dev.streambed.local.http.Waiting.Patience;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.lambda.Call;
import dev.streambed.local.lambda.Invoked;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Invokes the functions behind routes. Thread-safe.
///
/// @param api the API
/// @param policy what API Gateway may invoke
/// @param lambda the functions
/// @param waiting gives up when it takes too long
record Integration(WebSocketApi api, FunctionPolicy policy, Lambda lambda, Waiting waiting) {

  private static final String SERVICE = "apigateway.amazonaws.com";

  /// What came of it.
  sealed interface Result {

    /// The function answered.
    record Answered(SocketAnswer answer) implements Result {}

    /// It did not.
    record Failed(SocketError error) implements Result {}
  }

  /// Invokes a route's function and waits for its answer, but not for ever.
  Result invoke(SocketRoute route, Turn turn, byte[] event) throws InterruptedException {
    String source = api.arn(turn.caller().stage(), route.key());
    if (!policy.allowsService(route.functionArn(), SERVICE, source)) {
      return new Result.Failed(SocketError.NOT_INVOKED);
    }
    BufferedReply reply = new BufferedReply();
    Patience patience = new Patience(route.timeout(), route.timeout(), () -> Duration.ZERO);
    Call call = call(route, event);
    Optional<Invoked> invoked = waiting.call(() -> lambda.invoke(call, reply), patience);
    return invoked
        .map(it -> result(it, reply))
        .orElseGet(() -> new Result.Failed(SocketError.TIMEOUT));
  }

  private static Result result(Invoked invoked, BufferedReply reply) {
    return switch (invoked) {
      case Invoked.Ended(Outcome.Complete _) -> read(reply.body());
      case Invoked.Ended _ -> new Result.Failed(SocketError.BAD_ANSWER);
      case Invoked.Throttled _, Invoked.EventTooLarge _, Invoked.Unknown _ ->
          new Result.Failed(SocketError.NOT_INVOKED);
    };
  }

  private static Result read(byte[] body) {
    try {
      return new Result.Answered(SocketAnswer.read(body));
    } catch (MalformedAnswer _) {
      return new Result.Failed(SocketError.BAD_ANSWER);
    }
  }

  private static Call call(SocketRoute route, byte[] event) {
    return new Call(
        route.functionArn(),
        UUID.randomUUID().toString(),
        event,
        ResponseMode.BUFFERED,
        TraceId.of("").forFunction());
  }
}
