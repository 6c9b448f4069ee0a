package dev.streambed.local.websocket;

import java.time.Duration;

/// One route.
///
/// @param key for example `$connect`
/// @param functionArn the function behind it, with its qualifier
/// @param timeout how long API Gateway waits
/// @param answers whether the function's answer goes to the client
record WebSocketRoute(String key, String functionArn, Duration timeout, boolean answers) {

  static final String CONNECT = "$connect";
  static final String DISCONNECT = "$disconnect";
  static final String DEFAULT = "$default";
}
