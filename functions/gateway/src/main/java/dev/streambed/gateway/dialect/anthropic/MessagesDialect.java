package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.RequestMetadata;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.prompt.RequestEstimator;
import dev.streambed.gateway.prompt.TagReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// `POST /v1/messages`.
public final class MessagesDialect implements DialectAdapter {

  @Override
  public ParsedCall read(InboundCall inboundCall, ModelResolver aliases) {
    return switch (MessagesBody.read(inboundCall.body(), aliases)) {
      case MessagesBody.Valid readable -> request(readable, inboundCall);
      case MessagesBody.Invalid(String sentence) -> invalid(sentence);
    };
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    AnthropicError.write(sink, problem, requestId);
  }

  private static ParsedCall request(MessagesBody.Valid body, InboundCall inboundCall) {
    ModelId model = body.model();
    if (ClaudeRequest.isFor(model)) {
      ClaudeRequest claude = new ClaudeRequest(model, inboundCall.headers(), body.text());
      return new ParsedCall.Valid(
          modelRequest(model, Operation.invoke(body.streamed()), claude.body()).with(tags(body)),
          new ClaudeFormat());
    }
    try {
      JsonObject converse = ConverseRequestReader.read(model, inboundCall.body().bytes());
      return new ParsedCall.Valid(
          modelRequest(model, Operation.converse(body.streamed()), payload(converse))
              .withMetadata(metadata(converse))
              .allowingCachePoints()
              .with(tags(body)),
          new ConverseFormat(model));
    } catch (InvalidRequestException e) {
      return invalid(ConverseRequestReader.sentence(e));
    }
  }

  private static Payload payload(JsonObject body) {
    Map<String, Json> members = new LinkedHashMap<>(body.members());
    members.remove(RequestMetadata.MEMBER);
    return Payload.of(new JsonObject(members).write().getBytes(StandardCharsets.UTF_8));
  }

  // The gateway's own come to them.
  private static RequestMetadata metadata(JsonObject body) {
    return new RequestMetadata(body.objectOrEmpty(RequestMetadata.MEMBER).texts());
  }

  // Its one member is `user_id`.
  private static Tags tags(MessagesBody.Valid body) {
    return body.text().value("metadata").orElse(null) instanceof JsonObject metadata
        ? TagReader.fitting(metadata)
        : Tags.NONE;
  }

  private static ModelRequest modelRequest(ModelId model, Operation operation, Payload body) {
    RequestEstimator.Estimate estimate = RequestEstimator.estimate(model, operation, body);
    return new ModelRequest(
        model,
        operation,
        Dialect.ANTHROPIC,
        body,
        Map.of(),
        true,
        estimate.tokens(),
        estimate.pricing());
  }

  private static ParsedCall invalid(String sentence) {
    return new ParsedCall.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, sentence));
  }
}
