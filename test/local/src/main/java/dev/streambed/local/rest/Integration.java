package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The integration of a method.
sealed interface Integration {

  /// A function that receives the whole request and returns status, headers and body.
  ///
  /// @param functionArn the ARN, with its qualifier
  /// @param streamed whether the response is streamed
  /// @param timeout how long API Gateway waits
  record LambdaProxy(String functionArn, boolean streamed, Duration timeout)
      implements Integration {}

  /// API Gateway itself.
  ///
  /// @param requestTemplates by content type; they produce JSON with a `statusCode`
  /// @param passesThrough whether a request without a matching template passes through unchanged
  /// @param responses the possible responses, selected by status
  record Mock(
      Map<String, String> requestTemplates, boolean passesThrough, List<MockResponse> responses)
      implements Integration {}

  /// One `IntegrationResponse` of a mock.
  ///
  /// @param status the status of the response
  /// @param selection matches the statuses that select it; without it, all other statuses do
  /// @param headers the headers of the response; values in single quotes
  /// @param templates the body of the response, by content type
  record MockResponse(
      int status, Optional<String> selection, JsonNode headers, Map<String, String> templates) {}
}
