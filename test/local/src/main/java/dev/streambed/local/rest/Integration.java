package dev.streambed.local.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The integration of a method.
sealed interface Integration {

  /// A function that gets the whole request and answers with status, headers and body.
  ///
  /// @param functionArn with its qualifier
  /// @param streamed whether the answer is passed on as it comes
  /// @param timeout how long API Gateway waits
  record LambdaProxy(String functionArn, boolean streamed, Duration timeout)
      implements Integration {}

  /// API Gateway itself.
  ///
  /// @param requestTemplates by content type; they make JSON with a `statusCode`
  /// @param passesThrough whether a request without a matching template passes through unchanged
  /// @param responses one of them is chosen by the status
  record Mock(
      Map<String, String> requestTemplates, boolean passesThrough, List<MockResponse> responses)
      implements Integration {}

  /// One `IntegrationResponse` of a mock.
  ///
  /// @param status the answer's status
  /// @param selection matches the statuses that it is for; without it, it is for all others
  /// @param headers the answer's headers; values in single quotes
  /// @param templates the answer's body, by content type
  record MockResponse(
      int status, Optional<String> selection, JsonNode headers, Map<String, String> templates) {}
}
