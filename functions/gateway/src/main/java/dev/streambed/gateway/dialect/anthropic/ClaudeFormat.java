package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// Answers of Claude, which come in Anthropic's format.
final class ClaudeFormat implements ResponseFormat {

  @Override
  public Map<String, String> rateLimits(Map<String, String> headers, Instant now) {
    return AnthropicRateLimits.add(headers, now);
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return new ClaudeStreamWriter(new MessageEvents(sink, modelRequest, requestId));
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    sink.begin(200, MessageHeaders.json(requestId)).write(document.json().bytes());
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AnthropicError.write(sink, problem, requestId);
  }
}
