package dev.streambed.cdk;

import java.util.List;

/**
 * One route of the WebSocket API.
 *
 * @param key the value of a message's {@code action}, or one of API Gateway's own keys
 * @param isAnswered whether the body of the function's answer goes back to the client as a message
 */
record MessageRoute(String key, boolean isAnswered) {
  /** Where a message says which route it takes. */
  static final String SELECTION = "$request.body.action";

  /** A connect is answered by the handshake, and after a disconnect nobody listens. */
  static final List<MessageRoute> ALL =
      List.of(
          new MessageRoute("$connect", false),
          new MessageRoute("$disconnect", false),
          new MessageRoute("$default", true),
          new MessageRoute("invoke", true),
          new MessageRoute("part", true),
          new MessageRoute("ping", true),
          new MessageRoute("stop", true));
}
