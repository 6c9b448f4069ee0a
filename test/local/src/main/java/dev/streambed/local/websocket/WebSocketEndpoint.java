package dev.streambed.local.websocket;

import dev.streambed.local.http.IntegrationTimeLimiter;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Responses;
import dev.streambed.local.iam.FunctionPolicy;
import dev.streambed.local.iam.RequestAuthorizer;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// One WebSocket API, with `@connections`. Thread-safe.
public final class WebSocketEndpoint extends Handler.Abstract {

  private static final String MANAGEMENT = "@connections/";

  private final WebSocketApi api;
  private final IntegrationTimeLimiter timeLimiter = new IntegrationTimeLimiter();
  private final Connections connections;
  private final MessageDispatcher messageDispatcher;
  private final Handshake handshake;
  private final ConnectionsApi connectionsApi;

  /// Serves an `AWS::ApiGatewayV2::Api`.
  ///
  /// @param deployment what is declared
  /// @param lambda the functions
  /// @param connections its connections
  /// @param requestAuthorizer checks the requests to `@connections`
  public WebSocketEndpoint(
      Resource api,
      Deployment deployment,
      Lambda lambda,
      Connections connections,
      RequestAuthorizer requestAuthorizer) {
    this.api = WebSocketApi.of(api, deployment);
    this.connections = connections;
    Integration integration =
        new Integration(this.api, FunctionPolicy.of(deployment), lambda, timeLimiter);
    IdGenerator idGenerator = new IdGenerator();
    this.messageDispatcher = new MessageDispatcher(integration, connections, idGenerator);
    this.handshake = new Handshake(integration, idGenerator, this::upgrade);
    this.connectionsApi = new ConnectionsApi(this.api, connections, requestAuthorizer);
  }

  /// The names of its stages, each the path of a handshake.
  public List<String> stages() {
    return api.stages().keySet().stream().sorted().toList();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String[] path = request.getHttpURI().getPath().split("/", 3);
    Optional<WebSocketApi.Stage> stage =
        Optional.ofNullable(api.stages().get(path.length > 1 ? path[1] : ""));
    String rest = path.length > 2 ? path[2] : "";
    if (stage.isPresent() && rest.startsWith(MANAGEMENT)) {
      String id = rest.substring(MANAGEMENT.length());
      connectionsApi.answer(stage.get(), id, request).send(response, callback);
    } else if (stage.isEmpty() || !rest.isEmpty()) {
      refuse(403, "Forbidden", response, callback);
    } else if (!isUpgrade(request)) {
      refuse(426, "Upgrade Required", response, callback);
    } else {
      handshake.answer(stage.get(), request, response, callback);
    }
    return true;
  }

  @Override
  protected void doStart() throws Exception {
    ServerWebSocketContainer container = ServerWebSocketContainer.ensure(getServer());
    container.setMaxTextMessageSize(Connection.LARGEST_MESSAGE);
    container.setMaxBinaryMessageSize(Connection.LARGEST_MESSAGE);
    container.setMaxFrameSize(Connection.LARGEST_FRAME);
    // By default, Jetty splits larger frames instead of refusing them.
    container.setAutoFragment(false);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    messageDispatcher.close();
    timeLimiter.close();
    super.doStop();
  }

  private void upgrade(Handshake.PendingClient client, Optional<String> protocol) {
    ServerWebSocketContainer.get(getServer().getContext())
        .upgrade(
            (_, response, _) -> {
              response.setExtensions(List.of());
              protocol.ifPresent(response::setAcceptedSubProtocol);
              return new ConnectionListener(
                  client.routeInvocation().clientIdentity(), connections, messageDispatcher);
            },
            client.request(),
            client.response(),
            client.callback());
  }

  private static boolean isUpgrade(Request request) {
    return "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
  }

  private static void refuse(int status, String message, Response response, Callback callback) {
    byte[] body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
    Responses.send(ResponseHead.of(status, "application/json"), body, response, callback);
  }
}
