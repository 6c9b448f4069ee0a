package dev.streambed.e2e.caller;

/// The ways into the product, and the form that a streamed answer takes on each.
public enum FrontDoor {
  /// Server-sent events.
  FUNCTION_URL("bedrock", "function_url"),
  /// Server-sent events through API Gateway's STREAM method.
  REST_STREAM("bedrock/stream", "rest_api"),
  /// One array, through API Gateway's BUFFERED method.
  REST_ARRAY("bedrock", "rest_api");

  private final String path;
  private final String transport;

  FrontDoor(String path, String transport) {
    this.path = path;
    this.transport = transport;
  }

  /// Behind the door's base URL.
  public String path() {
    return path;
  }

  /// What the log calls it.
  public String transport() {
    return transport;
  }

  public boolean isRest() {
    return this != FUNCTION_URL;
  }
}
