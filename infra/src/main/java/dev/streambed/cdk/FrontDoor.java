package dev.streambed.cdk;

/** A way in for callers. Each is optional; one deployment needs at least one. */
public enum FrontDoor {
  /** The function's own URL: every answer is streamed, for up to 15 minutes. */
  FUNCTION_URL,

  /**
   * A regional REST API: a place for a custom domain, AWS WAF and throttling. {@code POST /bedrock}
   * is buffered and ends after 29 seconds, every other route is streamed.
   */
  REST_API,

  /** A WebSocket API: several answers at once on one connection, each of which can be stopped. */
  WEB_SOCKET
}
