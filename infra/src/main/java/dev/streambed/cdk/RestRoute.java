package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;

/** One method of the REST API and how its answer travels. */
record RestRoute(String method, String path, ResponseTransferMode mode) {
  /** API Gateway's limit for a buffered answer of a regional API. */
  private static final Duration BUFFERED_LIMIT = Duration.ofSeconds(29);

  /**
   * Streamed is what may take long, or what the function writes itself; the rest is one document.
   */
  static final List<RestRoute> ALL =
      List.of(
          new RestRoute("POST", "/bedrock", ResponseTransferMode.BUFFERED),
          new RestRoute("POST", "/bedrock/stream", ResponseTransferMode.STREAM),
          new RestRoute("DELETE", "/requests/{requestId}", ResponseTransferMode.BUFFERED),
          new RestRoute("GET", "/models", ResponseTransferMode.BUFFERED),
          new RestRoute("GET", "/usage", ResponseTransferMode.BUFFERED),
          new RestRoute("POST", "/keys", ResponseTransferMode.BUFFERED),
          // The former name of /keys.
          new RestRoute("POST", "/tokens", ResponseTransferMode.BUFFERED),
          new RestRoute("GET", "/health", ResponseTransferMode.STREAM));

  /** How long API Gateway waits; no longer than the function may run. */
  Duration timeout(Duration ofTheFunction) {
    var limit =
        mode == ResponseTransferMode.BUFFERED ? BUFFERED_LIMIT : FunctionSettings.LONGEST_TIMEOUT;
    return limit.compareTo(ofTheFunction) < 0 ? limit : ofTheFunction;
  }
}
