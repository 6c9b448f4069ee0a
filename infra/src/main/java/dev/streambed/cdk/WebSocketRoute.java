package dev.streambed.cdk;

import java.util.List;

/**
 * One route of the WebSocket API.
 *
 * @param key the value of a message's {@code action}, or one of API Gateway's own keys
 * @param isAnswered whether the body of the function's answer goes back to the client as a message
 */
record WebSocketRoute(String key, boolean isAnswered) {
  /** Where a message says which route it takes. */
  static final String SELECTION = "$request.body.action";

  /** A connect is answered by the handshake, and after a disconnect nobody listens. */
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
