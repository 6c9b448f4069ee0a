package dev.streambed.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import dev.streambed.gateway.admission.AdmissionControl;
import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.auth.AuthenticationServices;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.Lazy;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.exchange.Exchanges;
import dev.streambed.gateway.http.HttpHandler;
import dev.streambed.gateway.limit.CustomerLimits;
import dev.streambed.gateway.limit.OpenReservations;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.RefusedRequest;
import dev.streambed.gateway.maintenance.BudgetNotifier;
import dev.streambed.gateway.maintenance.Sweep;
import dev.streambed.gateway.response.ResponseWriters;
import dev.streambed.gateway.transport.Handover;
import dev.streambed.gateway.transport.HandoverFailureRecord;
import dev.streambed.gateway.transport.IncomingEvent;
import dev.streambed.gateway.transport.LambdaEventReader;
import dev.streambed.gateway.transport.UnreadableEventException;
import dev.streambed.gateway.transport.WebSocketEvent;
import dev.streambed.gateway.transport.WebSocketResponse;
import dev.streambed.gateway.usage.Metrics;
import dev.streambed.gateway.websocket.WebSocketHandlers;
import dev.streambed.runtime.Response;
import dev.streambed.runtime.StreamingHandler;
import java.io.IOException;
import java.io.InputStream;

/// Dispatches each event to the package that handles it. Thread-safe.
final class Gateway implements StreamingHandler {

  private final LambdaEventReader events;
  private final HttpHandler http;
  private final Lazy<WebSocketHandlers> webSocket;
  private final Sweep sweep;
  private final ProblemLog problems;

  private Gateway(
      LambdaEventReader events,
      HttpHandler http,
      Lazy<WebSocketHandlers> webSocket,
      Sweep sweep,
      ProblemLog problems) {
    this.events = events;
    this.http = http;
    this.webSocket = webSocket;
    this.sweep = sweep;
    this.problems = problems;
  }

  /// Builds all packages.
  static Gateway of(GatewayDependencies gatewayDependencies, PriceLookup prices) {
    Metrics metrics = Metrics.of(gatewayDependencies);
    ProblemLog problems = new ProblemLog(gatewayDependencies.log(), metrics);
    AuthenticationServices auth = AuthenticationServices.of(gatewayDependencies);
    CustomerLimits limits = CustomerLimits.of(gatewayDependencies);
    AdmissionControl admission =
        AdmissionControl.of(gatewayDependencies, limits.admitter(), prices);
    OpenReservations reservations = limits.openReservations();
    RequestRateLimiter rates = new RequestRateLimiter(limits.rateLimiter());
    Exchanges exchanges =
        Exchanges.of(
            gatewayDependencies,
            prices,
            metrics,
            limits.settler(),
            BudgetNotifier.of(
                gatewayDependencies.settings(), gatewayDependencies.posts(), limits, problems),
            problems);
    Lazy<WebSocketHandlers> webSocket =
        new Lazy<>(() ->
            WebSocketHandlers.of(
                gatewayDependencies, auth.authenticator(), admission, rates, exchanges, problems));
    return new Gateway(
        LambdaEventReader.of(gatewayDependencies),
        HttpHandler.of(
            gatewayDependencies, auth, admission, rates, reservations, exchanges, prices, problems),
        webSocket,
        new Sweep(
            reservations,
            exchanges.usageRecorder(),
            (permit, deadline) -> webSocket.get().failedHandovers().endLate(permit, deadline),
            problems,
            gatewayDependencies.clock()),
        problems);
  }

  @Override
  public void handle(InputStream event, Response response, Context context) throws IOException {
    switch (events.read(event, response, context)) {
      case IncomingEvent.HttpCallReceived(InboundCall inboundCall, ResponseSink responseSink) ->
          http.handle(inboundCall, responseSink);
      case IncomingEvent.OriginNotVerified(InboundCall inboundCall, ResponseSink responseSink) ->
          http.refuseOrigin(inboundCall, responseSink);
      case IncomingEvent.WebSocketEventReceived(
              WebSocketEvent happened,
              WebSocketResponse responseSink) ->
          webSocket.get().handle(happened, responseSink);
      case IncomingEvent.HandoverReceived(
              Handover handover,
              Deadline deadline,
              ResponseSink responseSink) -> {
        webSocket.get().handovers().handle(handover, deadline);
        ResponseWriters.health(responseSink);
      }
      case IncomingEvent.HandoverFailed(
              HandoverFailureRecord failed,
              Deadline deadline,
              ResponseSink responseSink) -> {
        webSocket.get().failedHandovers().end(failed, deadline);
        ResponseWriters.health(responseSink);
      }
      case IncomingEvent.SweepDue(Deadline deadline, ResponseSink responseSink) -> {
        Sweep.Swept swept = sweep.run(deadline);
        ResponseWriters.swept(responseSink, swept.closed(), swept.finished());
      }
      case IncomingEvent.Refused(Problem problem, RequestId requestId, ResponseSink responseSink) ->
          http.refuse(RefusedRequest.of(problem, requestId), responseSink);
      case IncomingEvent.Unreadable(String cause, RequestId requestId) -> {
        problems.report(
            RefusedRequest.of(Problem.of(ErrorCode.INTERNAL).withCause(cause), requestId));
        throw new UnreadableEventException(cause);
      }
    }
  }
}
