package dev.streambed.cdk;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.apigateway.ResponseTransferMode;

/** One method of the REST API and its response transfer mode. */
record RestRoute(String method, String path, ResponseTransferMode mode) {
  /** API Gateway's timeout for a buffered response of a regional API. */
  private static final Duration BUFFERED_LIMIT = Duration.ofSeconds(29);

  /**
   * Routes that may take long or that write the response directly are streamed; the others are
   * buffered.
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
          // Bedrock's own API: a model by ARN has slashes.
          new RestRoute("POST", "/model/{proxy+}", ResponseTransferMode.STREAM),
          // Anthropic's and OpenAI's APIs, below all of the paths that clients are given.
          new RestRoute("POST", "/v1/{proxy+}", ResponseTransferMode.STREAM),
          new RestRoute("GET", "/v1/{proxy+}", ResponseTransferMode.STREAM),
          new RestRoute("POST", "/openai/{proxy+}", ResponseTransferMode.STREAM),
          new RestRoute("GET", "/openai/{proxy+}", ResponseTransferMode.STREAM),
          new RestRoute("POST", "/anthropic/{proxy+}", ResponseTransferMode.STREAM),
          new RestRoute("GET", "/anthropic/{proxy+}", ResponseTransferMode.STREAM),
          // Clients probe the base address, and Claude Code asks what there is.
          new RestRoute("GET", "/", ResponseTransferMode.STREAM),
          new RestRoute("HEAD", "/", ResponseTransferMode.STREAM),
          new RestRoute("GET", "/inference-profiles", ResponseTransferMode.STREAM),
          // The AI SDK's useChat.
          new RestRoute("POST", "/ui/chat", ResponseTransferMode.STREAM),
          new RestRoute("GET", "/health", ResponseTransferMode.STREAM));

  /** The integration timeout, at most the function's timeout. */
  Duration timeout(Duration ofTheFunction) {
    var limit =
        mode == ResponseTransferMode.BUFFERED ? BUFFERED_LIMIT : FunctionSettings.LONGEST_TIMEOUT;
    return limit.compareTo(ofTheFunction) < 0 ? limit : ofTheFunction;
  }
}
