package dev.streambed.e2e.caller;

/// The front doors, with the format of a streamed answer on each.
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

  /// The path below the front door's base URL.
  public String path() {
    return path;
  }

  /// Its name in the log.
  public String transport() {
    return transport;
  }

  public boolean isRest() {
    return this != FUNCTION_URL;
  }
}
