package dev.streambed.gateway.websocket;

import dev.streambed.gateway.admission.AdmissionControl;
import dev.streambed.gateway.admission.RequestRateLimiter;
import dev.streambed.gateway.auth.Authenticator;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.exchange.Exchanges;
import dev.streambed.gateway.exchange.UsageRecorder;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.push.ConnectionsApi;
import dev.streambed.gateway.push.RetryPolicy;
import dev.streambed.gateway.push.SelfInvocation;
import dev.streambed.gateway.push.ServiceEndpoints;
import dev.streambed.gateway.session.PromptParts;
import dev.streambed.gateway.session.UnstartedAnswers;
import dev.streambed.gateway.session.WebSocketAnswers;
import dev.streambed.gateway.session.WebSocketConnections;
import dev.streambed.gateway.session.WebSocketTable;
import dev.streambed.gateway.transport.WebSocketEvent;
import dev.streambed.gateway.transport.WebSocketResponse;
import java.io.IOException;
import java.time.Duration;

/// The handlers of WebSocket events. Built on the first such event, so that no other cold start
/// pays for it.
///
/// @param messages handles messages from clients
/// @param handovers writes answers that were handed over
/// @param failedHandovers ends answers that no invocation has started
public record WebSocketHandlers(
    ConnectionHandler connections,
    MessageHandler messages,
    HandoverHandler handovers,
    FailedHandoverHandler failedHandovers) {

  /// How long the last part of a prompt waits for missing parts.
  private static final Duration MISSING_PARTS_TIMEOUT = Duration.ofSeconds(10);

  /// While a client does not read, API Gateway refuses messages for it.
  private static final RetryPolicy POSTS =
      new RetryPolicy(12, Duration.ofMillis(100), Duration.ofSeconds(2));

  /// Short, because API Gateway is waiting.
  private static final RetryPolicy INVOCATIONS =
      new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1));

  /// Builds the package.
  public static WebSocketHandlers of(
      GatewayDependencies gatewayDependencies,
      Authenticator auth,
      AdmissionControl admission,
      RequestRateLimiter rates,
      Exchanges exchanges,
      ProblemLog problems) {
    SignedPost posts = gatewayDependencies.posts();
    ServiceEndpoints serviceEndpoints = new ServiceEndpoints(gatewayDependencies.settings().aws());
    WebSocketTable table = WebSocketTable.of(gatewayDependencies);
    WebSocketAnswers answers = new WebSocketAnswers(table, gatewayDependencies.log());
    PromptParts promptParts = new PromptParts(table);
    WebSocketConnections connections = new WebSocketConnections(table, gatewayDependencies.clock());
    ConnectionsApi clients =
        new ConnectionsApi(posts, serviceEndpoints, POSTS, gatewayDependencies.log());
    UsageRecorder recorder = exchanges.usageRecorder();
    FailedHandoverHandler failures =
        new FailedHandoverHandler(
            new UnstartedAnswers(table),
            promptParts,
            clients,
            recorder,
            gatewayDependencies.clock());
    HandoverSender sender =
        new HandoverSender(
            new SelfInvocation(posts, serviceEndpoints, INVOCATIONS),
            answers,
            recorder,
            gatewayDependencies.clock());
    return new WebSocketHandlers(
        new ConnectionHandler(auth, connections, rates, problems),
        new MessageHandler(
            auth,
            gatewayDependencies.settings().aliases(),
            connections,
            rates,
            admission,
            answers,
            promptParts,
            MISSING_PARTS_TIMEOUT,
            sender,
            problems),
        new HandoverHandler(
            exchanges.model(),
            answers,
            promptParts,
            clients,
            failures,
            recorder,
            exchanges.timeouts(),
            exchanges.whileModelAnswers(),
            exchanges.pricing()),
        failures);
  }

  /// Handles an event of API Gateway, which waits for the reply.
  public void handle(WebSocketEvent event, WebSocketResponse back) throws IOException {
    switch (event) {
      case WebSocketEvent.ConnectRequested connectRequested ->
          connections.connect(connectRequested, back);
      case WebSocketEvent.MessageReceived messageReceived -> messages.handle(messageReceived, back);
      case WebSocketEvent.Disconnected disconnected -> connections.disconnect(disconnected, back);
    }
  }
}
