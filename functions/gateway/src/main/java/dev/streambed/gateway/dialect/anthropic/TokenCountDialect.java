package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.PricingParameters;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// `POST /v1/messages/count_tokens`: Bedrock's `CountTokens` of what the same body would be as a
/// message.
public final class TokenCountDialect implements DialectAdapter, ResponseFormat {

  /// The members of a request for Converse that Bedrock counts.
  private static final List<String> COUNTED =
      List.of("messages", "system", "toolConfig", "additionalModelRequestFields");

  @Override
  public ParsedCall read(InboundCall inboundCall, ModelResolver aliases) {
    return switch (MessagesBody.read(inboundCall.body(), aliases)) {
      case MessagesBody.Valid valid when ClaudeRequest.isFor(valid.model()) ->
          claude(new ClaudeRequest(valid.model(), inboundCall.headers(), valid.text()));
      case MessagesBody.Valid valid -> converse(valid.model(), inboundCall.body());
      case MessagesBody.Invalid(String sentence) -> invalid(sentence);
    };
  }

  @Override
  public ResponseWriter streamed(
      ResponseSink sink, ModelRequest modelRequest, RequestId requestId) {
    throw new IllegalArgumentException("a count is not streamed");
  }

  @Override
  public void document(ResponseSink sink, ModelDocument document, RequestId requestId)
      throws IOException {
    long tokens =
        Json.read(document.json().bytes()) instanceof JsonObject count
            ? count.count("inputTokens").orElse(0)
            : 0;
    sink.begin(200, MessageHeaders.json(requestId))
        .write(
            new JsonObjectBuilder()
                .put("input_tokens", tokens)
                .build()
                .write()
                .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AnthropicError.write(sink, problem, requestId);
  }

  private ParsedCall claude(ClaudeRequest request) {
    String body = Base64.getEncoder().encodeToString(request.bodyToCount().bytes());
    return counting(
        request.model(),
        new JsonObjectBuilder()
            .put("invokeModel", new JsonObjectBuilder().put("body", body).build())
            .build());
  }

  private ParsedCall converse(ModelId model, Payload body) {
    try {
      JsonObject request = ConverseRequestReader.read(model, body.bytes());
      JsonObjectBuilder counted = new JsonObjectBuilder();
      COUNTED.forEach(name -> counted.put(name, request.get(name)));
      return counting(model, JsonObjectBuilder.of("converse", counted.build()));
    } catch (InvalidRequestException e) {
      return invalid(ConverseRequestReader.sentence(e));
    }
  }

  private ParsedCall counting(ModelId model, JsonObject input) {
    String body = new JsonObjectBuilder().put("input", input).build().write();
    return new ParsedCall.Valid(
        new ModelRequest(
            model,
            Operation.COUNT_TOKENS,
            Dialect.ANTHROPIC,
            Payload.of(body.getBytes(StandardCharsets.UTF_8)),
            Map.of(),
            false,
            TokenEstimate.NOTHING,
            PricingParameters.PLAIN),
        this);
  }

  private static ParsedCall invalid(String sentence) {
    return new ParsedCall.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }
}
