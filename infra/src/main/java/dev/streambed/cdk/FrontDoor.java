package dev.streambed.cdk;

/**
 * An API through which callers reach the gateway. Each is optional; a deployment needs at least
 * one.
 */
public enum FrontDoor {
  /** The function's own URL: every answer is streamed, for up to 15 minutes. */
  FUNCTION_URL,

  /**
   * A regional REST API, which supports a custom domain, AWS WAF and throttling. {@code POST
   * /bedrock} is buffered and times out after 29 seconds; the routes that may take longer are
   * streamed.
   */
  REST_API,

  /** A WebSocket API: several answers at once on one connection, each of which can be stopped. */
  WEB_SOCKET;

  /** What an operator reads beside each of them in the AWS console. */
  static final String DESCRIPTION = "Streambed: Amazon Bedrock for holders of an API key";
}
