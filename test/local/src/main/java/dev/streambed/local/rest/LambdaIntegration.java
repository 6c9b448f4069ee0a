package dev.streambed.local.rest;

import dev.streambed.local.http.BufferedResponse;
import dev.streambed.local.http.IntegrationTimeLimiter;
import dev.streambed.local.http.IntegrationTimeLimiter.Limits;
import dev.streambed.local.http.MalformedResponseException;
import dev.streambed.local.http.PreludeReader;
import dev.streambed.local.http.StreamEnding;
import dev.streambed.local.http.StreamedResponse;
import dev.streambed.local.lambda.InvocationRequest;
import dev.streambed.local.lambda.InvocationResult;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Invokes functions for requests and sends their responses. Thread-safe.
///
/// @param lambda invokes the functions
/// @param timeLimiter enforces the integration timeout
record LambdaIntegration(Lambda lambda, IntegrationTimeLimiter timeLimiter) {

  private static final PreludeReader.Rule PRELUDE =
      new PreludeReader.Rule(true, Set.of("statusCode", "headers", "multiValueHeaders", "cookies"));

  /// One request to a function.
  ///
  /// @param proxy its integration
  /// @param route the route of its path
  /// @param restResponse the response to the caller
  record ProxiedRequest(Integration.LambdaProxy proxy, Route route, RestResponse restResponse) {

    private void fail(ApiGatewayError error) {
      restResponse.fail(error, route.resource().path());
    }

    private InvocationRequest call(byte[] body, ResponseMode mode) {
      byte[] event = new RestApiEventFactory(restResponse.request(), route).json(body);
      String trace = restResponse.request().incomingRequest().traceId().forFunction();
      return new InvocationRequest(
          proxy.functionArn(), UUID.randomUUID().toString(), event, mode, trace);
    }
  }

  /// Handles one request; returns when its response is done.
  void invoke(ProxiedRequest proxiedRequest, byte[] body) throws InterruptedException {
    if (proxiedRequest.proxy().streamed()) {
      stream(proxiedRequest, proxiedRequest.call(body, ResponseMode.STREAMED));
    } else {
      buffer(proxiedRequest, proxiedRequest.call(body, ResponseMode.BUFFERED));
    }
  }

  private void stream(ProxiedRequest proxiedRequest, InvocationRequest invocationRequest)
      throws InterruptedException {
    RestResponse restResponse = proxiedRequest.restResponse();
    StreamedResponse sink =
        new StreamedResponse(
            restResponse.response(),
            PRELUDE,
            head -> restResponse.identified(ProxyResponse.remapped(head, true)));
    Duration idle = restResponse.request().api().idle();
    Limits limits = new Limits(proxiedRequest.proxy().timeout(), idle, sink::timeSinceProgress);
    Optional<InvocationResult> invoked =
        timeLimiter.call(() -> lambda.invoke(invocationRequest, sink), limits);
    if (invoked.isPresent()) {
      endStream(invoked.get(), sink, proxiedRequest);
    } else if (sink.giveUp()) {
      restResponse.cut();
    } else {
      proxiedRequest.fail(ApiGatewayError.TIMEOUT);
    }
  }

  private static void endStream(
      InvocationResult invocationResult, StreamedResponse sink, ProxiedRequest proxiedRequest) {
    switch (invocationResult) {
      case InvocationResult.Ended(InvocationOutcome invocationOutcome) ->
          end(sink.ending(invocationOutcome), proxiedRequest);
      case InvocationResult.EventTooLarge _ -> proxiedRequest.fail(ApiGatewayError.TOO_LARGE);
      case InvocationResult.Throttled _, InvocationResult.Unknown _ ->
          proxiedRequest.fail(ApiGatewayError.NOT_INVOKED);
    }
  }

  private static void end(StreamEnding streamEnding, ProxiedRequest proxiedRequest) {
    switch (streamEnding) {
      case StreamEnding.Whole _ -> proxiedRequest.restResponse().end();
      case StreamEnding.Broken _ -> proxiedRequest.restResponse().cut();
      case StreamEnding.NotBegun(StreamEnding.Reason reason) -> proxiedRequest.fail(error(reason));
    }
  }

  private static ApiGatewayError error(StreamEnding.Reason reason) {
    return switch (reason) {
      case MALFORMED -> ApiGatewayError.NO_PRELUDE;
      case MALFORMED_HEAD, FUNCTION_FAILED -> ApiGatewayError.BAD_ANSWER;
    };
  }

  private void buffer(ProxiedRequest proxiedRequest, InvocationRequest invocationRequest)
      throws InterruptedException {
    BufferedResponse sink = new BufferedResponse();
    Duration total = proxiedRequest.proxy().timeout();
    Limits limits = new Limits(total, total, () -> Duration.ZERO);
    Optional<InvocationResult> invoked =
        timeLimiter.call(() -> lambda.invoke(invocationRequest, sink), limits);
    if (invoked.isEmpty()) {
      proxiedRequest.fail(ApiGatewayError.TIMEOUT);
      return;
    }
    switch (invoked.get()) {
      case InvocationResult.Ended(InvocationOutcome.Complete _) ->
          answer(sink.body(), proxiedRequest);
      case InvocationResult.Ended _ -> proxiedRequest.fail(ApiGatewayError.BAD_ANSWER);
      case InvocationResult.EventTooLarge _ -> proxiedRequest.fail(ApiGatewayError.TOO_LARGE);
      case InvocationResult.Throttled _, InvocationResult.Unknown _ ->
          proxiedRequest.fail(ApiGatewayError.NOT_INVOKED);
    }
  }

  private static void answer(byte[] body, ProxiedRequest proxiedRequest) {
    RestResponse restResponse = proxiedRequest.restResponse();
    boolean decodes =
        restResponse.request().api().binaryTypes().include(restResponse.request().header("Accept"));
    try {
      ProxyResponse answer = ProxyResponse.read(body, decodes);
      restResponse.send(ProxyResponse.remapped(answer.typed(), false), answer.body());
    } catch (MalformedResponseException _) {
      proxiedRequest.fail(ApiGatewayError.BAD_ANSWER);
    }
  }
}
