package dev.streambed.local.websocket;

import dev.streambed.local.gate.Gate;
import dev.streambed.local.http.Replies;
import dev.streambed.local.http.ResponseHead;
import dev.streambed.local.http.Waiting;
import dev.streambed.local.iam.FunctionPolicy;
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
public final class WebSocketDoor extends Handler.Abstract {

  private static final String MANAGEMENT = "@connections/";

  private final WebSocketApi api;
  private final Waiting waiting = new Waiting();
  private final Connections connections;
  private final Messages messages;
  private final Handshake handshake;
  private final Management management;

  /// The door of an `AWS::ApiGatewayV2::Api`.
  ///
  /// @param deployment what is declared
  /// @param lambda the functions
  /// @param connections where its connections are kept
  /// @param gate stands before `@connections`
  public WebSocketDoor(
      Resource api, Deployment deployment, Lambda lambda, Connections connections, Gate gate) {
    this.api = WebSocketApi.of(api, deployment);
    this.connections = connections;
    Integration integration =
        new Integration(this.api, FunctionPolicy.of(deployment), lambda, waiting);
    Ids ids = new Ids();
    this.messages = new Messages(integration, connections, ids);
    this.handshake = new Handshake(integration, ids, this::upgrade);
    this.management = new Management(this.api, connections, gate);
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
      management.answer(stage.get(), id, request).send(response, callback);
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
    // Otherwise Jetty takes larger frames apart instead of refusing them.
    container.setAutoFragment(false);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    messages.close();
    waiting.close();
    super.doStop();
  }

  private void upgrade(Handshake.Waiting client, Optional<String> protocol) {
    ServerWebSocketContainer.get(getServer().getContext())
        .upgrade(
            (_, response, _) -> {
              response.setExtensions(List.of());
              protocol.ifPresent(response::setAcceptedSubProtocol);
              return new SocketListener(client.turn().caller(), connections, messages);
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
    Replies.send(ResponseHead.of(status, "application/json"), body, response, callback);
  }
}
