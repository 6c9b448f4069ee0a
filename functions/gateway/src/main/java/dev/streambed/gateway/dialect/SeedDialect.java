package dev.streambed.gateway.dialect;

import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.prompt.ModelRequestReader;
import dev.streambed.gateway.prompt.ParsedRequest;
import dev.streambed.gateway.response.ResponseFormat;
import dev.streambed.gateway.response.SeedResponseFormat;
import java.io.IOException;

/// The seed format: `POST /bedrock` and `POST /bedrock/stream`.
///
/// @param streamedByDefault what an absent `stream` means on this route
public record SeedDialect(boolean streamedByDefault) implements DialectAdapter {

  private static final ResponseFormat FORMAT = new SeedResponseFormat();

  @Override
  public ParsedCall read(InboundCall inboundCall, ModelResolver aliases) {
    return switch (ModelRequestReader.read(inboundCall.body(), streamedByDefault, aliases)) {
      case ParsedRequest.Valid(ModelRequest modelRequest) ->
          new ParsedCall.Valid(modelRequest, FORMAT);
      case ParsedRequest.Invalid(Problem problem) -> new ParsedCall.Invalid(problem);
    };
  }

  @Override
  public void problem(ResponseSink sink, Problem problem, RequestId requestId) throws IOException {
    FORMAT.problem(sink, problem, requestId);
  }
}
