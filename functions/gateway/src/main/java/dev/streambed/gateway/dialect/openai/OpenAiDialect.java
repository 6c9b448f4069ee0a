package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.dialect.converse.ConverseRequest;
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
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.prompt.RequestEstimator;
import dev.streambed.gateway.prompt.TagReader;
import dev.streambed.gateway.response.ResponseFormat;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// OpenAI's API, below `/v1/` and `/openai/v1/`.
public enum OpenAiDialect implements DialectAdapter {
  /// `POST /v1/chat/completions`.
  CHAT_COMPLETIONS("chat/completions"),
  /// `POST /v1/responses`.
  RESPONSES("responses"),
  /// `POST /v1/embeddings`.
  EMBEDDINGS("embeddings");

  private static final InstantSource CLOCK = InstantSource.system();

  private final String path;

  OpenAiDialect(String path) {
    this.path = path;
  }

  /// Finds the operation of a path.
  ///
  /// @param path behind `/v1/`
  public static Optional<DialectAdapter> of(String path) {
    for (OpenAiDialect operation : values()) {
      if (operation.path.equals(path)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }

  @Override
  public ParsedCall read(InboundCall inboundCall, ModelResolver aliases) {
    try {
      Json body = Json.read(inboundCall.body().bytes());
      return tagged(
          body,
          switch (this) {
            case CHAT_COMPLETIONS -> chat(ChatRequestReader.read(body, aliases));
            case RESPONSES -> responses(ResponsesRequestReader.read(body, aliases));
            case EMBEDDINGS -> embeddings(EmbeddingsRequestReader.read(body, aliases));
          });
    } catch (JsonException e) {
      return new ParsedCall.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, e.sentence("The body")));
    } catch (InvalidRequestException e) {
      return new ParsedCall.Invalid(e.problem());
    }
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    OpenAiDocuments.problem(sink, problem);
  }

  // `metadata`, and `user` as one more of them.
  private static ParsedCall tagged(Json body, ParsedCall.Valid call) {
    JsonObject object = body instanceof JsonObject it ? it : JsonObject.EMPTY;
    Map<String, Json> members = new LinkedHashMap<>(object.objectOrEmpty("metadata").members());
    object.get("user").ifPresent(user -> members.put("user", user));
    return new ParsedCall.Valid(
        call.modelRequest().with(TagReader.fitting(new JsonObject(members))), call.format());
  }

  private static ParsedCall.Valid chat(ParsedOpenAiRequest request) {
    return converse(
        request,
        new ChatFormat(
            request.modelName(),
            request.includeUsage(),
            CLOCK.instant(),
            request.converse().warnings()));
  }

  private static ParsedCall.Valid responses(ResponsesRequestReader.Parsed parsed) {
    return converse(parsed.request(), new ResponsesFormat(parsed, CLOCK.instant()));
  }

  private static ParsedCall.Valid converse(ParsedOpenAiRequest request, ResponseFormat format) {
    ConverseRequest converse = request.converse();
    Operation operation = Operation.converse(request.streamed());
    Payload body = converse.body();
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(converse.model(), operation, body);
    ModelRequest modelRequest =
        new ModelRequest(
            converse.model(),
            operation,
            Dialect.OPENAI,
            body,
            Map.of(),
            request.includeUsage(),
            estimate.tokens(),
            estimate.pricing());
    return new ParsedCall.Valid(
        request.cachesExplicitly() ? modelRequest : modelRequest.allowingCachePoints(), format);
  }

  private static ParsedCall.Valid embeddings(EmbeddingsRequestReader.Parsed parsed) {
    List<ModelRequest> calls =
        parsed.bodies().stream().map(body -> embedding(parsed.model(), body)).toList();
    return new ParsedCall.Valid(
        calls.getFirst().withMoreCalls(calls.subList(1, calls.size())),
        new EmbeddingsFormat(parsed.modelName(), parsed.texts(), parsed.isBase64()));
  }

  private static ModelRequest embedding(ModelId model, Payload body) {
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(model, Operation.INVOKE_MODEL, body);
    return new ModelRequest(
        model,
        Operation.INVOKE_MODEL,
        Dialect.OPENAI,
        body,
        Map.of(),
        true,
        estimate.tokens(),
        estimate.pricing());
  }
}
