package dev.streambed.cdk;

import java.util.List;

/**
 * One route of the WebSocket API.
 *
 * @param key the value of a message's {@code action}, or one of API Gateway's predefined keys
 * @param isAnswered whether the body of the function's response is sent to the client as a message
 */
record WebSocketRoute(String key, boolean isAnswered) {
  /** The route selection expression. */
  static final String SELECTION = "$request.body.action";

  /** The handshake answers a connect, and no client is left after a disconnect. */
  static final List<WebSocketRoute> ALL =
      List.of(
          new WebSocketRoute("$connect", false),
          new WebSocketRoute("$disconnect", false),
          new WebSocketRoute("$default", true),
          new WebSocketRoute("invoke", true),
          new WebSocketRoute("part", true),
          new WebSocketRoute("ping", true),
          new WebSocketRoute("stop", true));
}
