package dev.streambed.local.websocket;

import dev.streambed.local.http.BufferedResponse;
import dev.streambed.local.http.IntegrationTimeLimiter;
import dev.streambed.local.http.IntegrationTimeLimiter.Limits;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.TraceId;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.local.lambda.InvocationResult;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Invokes the functions behind routes. Thread-safe.
///
/// @param api the API
/// @param policy the functions' policies
/// @param lambda the functions
/// @param timeLimiter enforces the integration timeout
record Integration(
    WebSocketApi api, FunctionPolicy policy, Lambda lambda, IntegrationTimeLimiter timeLimiter) {

  private static final String SERVICE = "apigateway.amazonaws.com";

  /// The result of an invocation.
  sealed interface Result {

    /// The function returned a valid response.
    record Answered(WebSocketResult answer) implements Result {}

    /// The invocation failed.
    record Failed(WebSocketError error) implements Result {}
  }

  /// Invokes a route's function and waits for its response up to the route's timeout.
  Result invoke(WebSocketApi.Route route, RouteInvocation routeInvocation, byte[] event)
      throws InterruptedException {
    String source = api.arn(routeInvocation.clientIdentity().stage(), route.key());
    if (!policy.allowsService(route.functionArn(), SERVICE, source)) {
      return new Result.Failed(WebSocketError.NOT_INVOKED);
    }
    BufferedResponse buffered = new BufferedResponse();
    Limits limits = new Limits(route.timeout(), route.timeout(), () -> Duration.ZERO);
    InvocationRequest invocationRequest = call(route, event);
    Optional<InvocationResult> invoked =
        timeLimiter.call(() -> lambda.invoke(invocationRequest, buffered), limits);
    return invoked
        .map(it -> result(it, buffered))
        .orElseGet(() -> new Result.Failed(WebSocketError.TIMEOUT));
  }

  private static Result result(InvocationResult invocationResult, BufferedResponse buffered) {
    return switch (invocationResult) {
      case InvocationResult.Ended(InvocationOutcome.Complete _) -> read(buffered.body());
      case InvocationResult.Ended _ -> new Result.Failed(WebSocketError.BAD_ANSWER);
      case InvocationResult.Throttled _,
          InvocationResult.EventTooLarge _,
          InvocationResult.Unknown _ ->
          new Result.Failed(WebSocketError.NOT_INVOKED);
    };
  }

  private static Result read(byte[] body) {
    try {
      return new Result.Answered(WebSocketResult.read(body));
    } catch (MalformedResponseException _) {
      return new Result.Failed(WebSocketError.BAD_ANSWER);
    }
  }

  private static InvocationRequest call(WebSocketApi.Route route, byte[] event) {
    return new InvocationRequest(
        route.functionArn(),
        UUID.randomUUID().toString(),
        event,
        ResponseMode.BUFFERED,
        TraceId.of("").forFunction());
  }

  /// One invocation on behalf of a connection.
  ///
  /// @param clientIdentity the client of the connection
  /// @param routeKey the key of the route
  /// @param requestId API Gateway's request id
  /// @param time when it started
  record RouteInvocation(
      ClientIdentity clientIdentity, String routeKey, String requestId, Instant time) {}
}
