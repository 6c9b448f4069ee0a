package dev.streambed.local.websocket;

/// How a connection ended.
///
/// @param status a status of RFC 6455
/// @param reason in words, or the empty string
record CloseReason(int status, String reason) {

  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int NOT_ACCEPTABLE = 1003;
  static final int TOO_LARGE = 1009;

  private static final int NO_STATUS = 1005;
  private static final int LOST = 1006;

  /// API Gateway's words where the client gave none.
  static CloseReason of(int status, String reason) {
    return switch (status) {
      case NO_STATUS -> new CloseReason(status, "Client-side close frame status not set");
      case LOST -> new CloseReason(status, "Connection Closed Abnormally");
      default -> new CloseReason(status, reason);
    };
  }
}
