package dev.streambed.gateway.dialect.aisdk;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.dialect.converse.InvalidRequestException;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.prompt.RequestEstimator;
import java.io.IOException;
import java.util.Map;

/// `POST /ui/chat`.
public final class AiSdkDialect implements DialectAdapter {

  private static final Operation OPERATION = Operation.converse(true);

  @Override
  public ParsedCall read(InboundCall inboundCall, ModelResolver aliases) {
    try {
      return request(UiRequestReader.read(Json.read(inboundCall.body().bytes()), aliases));
    } catch (JsonException e) {
      return new ParsedCall.Invalid(Problem.of(ErrorCode.INVALID_REQUEST, e.sentence("The body")));
    } catch (InvalidRequestException e) {
      return new ParsedCall.Invalid(e.problem());
    }
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    UiProblem.write(sink, problem);
  }

  private static ParsedCall request(UiRequest request) {
    Payload body = request.converse().body();
    RequestEstimator.Estimate estimate =
        RequestEstimator.estimate(request.converse().model(), OPERATION, body);
    ModelRequest modelRequest =
        new ModelRequest(
            request.converse().model(),
            OPERATION,
            Dialect.AI_SDK,
            body,
            Map.of(),
            true,
            estimate.tokens(),
            estimate.pricing());
    return new ParsedCall.Valid(
        modelRequest.allowingCachePoints(), new UiFormat(request.continuedMessage()));
  }
}
