package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How an answer is written in the Responses API.
///
/// @param created when the request came
record ResponsesFormat(ResponsesRequestReader.Parsed parsed, Instant created)
    implements ResponseFormat {

  /// How a response stands.
  ///
  /// @param status OpenAI's
  /// @param error an object, or `null`
  /// @param incompleteDetails an object, or `null`
  record Standing(String status, Json error, Json incompleteDetails) {

    static final Standing IN_PROGRESS = new Standing("in_progress", new JsonNull(), new JsonNull());
    static final Standing COMPLETED = new Standing("completed", new JsonNull(), new JsonNull());

    /// @param stopReason Converse's
    static Standing ofStopReason(String stopReason) {
      return switch (FinishReason.of(stopReason)) {
        case FinishReason.LENGTH -> incomplete("max_output_tokens");
        case FinishReason.CONTENT_FILTER -> incomplete("content_filter");
        default -> COMPLETED;
      };
    }

    static Standing failed(Problem problem) {
      OpenAiError error = OpenAiError.of(problem);
      String code = error.status() >= 500 ? "server_error" : error.code();
      return new Standing(
          "failed",
          JsonObjectBuilder.of("code", code).put("message", problem.sentence()).build(),
          new JsonNull());
    }

    private static Standing incomplete(String reason) {
      return new Standing(
          "incomplete", new JsonNull(), JsonObjectBuilder.of("reason", reason).build());
    }
  }

  @Override
  public Map<String, String> rateLimits(Map<String, String> headers, Instant now) {
    return OpenAiRateLimits.of(headers);
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    return new ResponsesStreamWriter(new SseStream(sink, warnings()), this, requestId);
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    ResponseOutput output = output(requestId, (_, _) -> {});
    ConverseEvent.ofDocument(OpenAiDocuments.read(document.json())).forEach(output::add);
    Standing standing = Standing.ofStopReason(document.stopReason());
    output.end(standing.status());
    OpenAiDocuments.write(
        sink, response(requestId, standing, output.items(), document.usage()), warnings());
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    OpenAiDocuments.problem(sink, problem);
  }

  ResponseOutput output(RequestId requestId, ResponseEvents events) {
    return new ResponseOutput(
        requestId.value(), parsed.toolNames(), parsed.hasEncryptedReasoning(), events);
  }

  /// The object `response`.
  JsonObject response(RequestId requestId, Standing standing, Json items, Usage usage) {
    JsonObjectBuilder response =
        JsonObjectBuilder.of("id", "resp_" + requestId.value())
            .put("object", "response")
            .put("created_at", created.getEpochSecond())
            .put("status", standing.status())
            .put("background", false)
            .put("error", standing.error())
            .put("incomplete_details", standing.incompleteDetails())
            .putNull("instructions")
            .put("model", parsed.request().modelName())
            .put("output", items)
            .putNull("previous_response_id")
            .put("store", false)
            .put("tools", new JsonArray(List.of()))
            .put("truncation", "disabled");
    parsed.echo().members().forEach(response::put);
    return response.put("usage", OpenAiUsage.responses(usage)).build();
  }

  private List<String> warnings() {
    return parsed.request().converse().warnings();
  }
}
