package dev.streambed.gateway.websocket;

import dev.streambed.gateway.domain.CallModelResolver;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.prompt.FallbackRequests;
import dev.streambed.gateway.prompt.ModelRequestReader;
import dev.streambed.gateway.prompt.ParsedRequest;
import java.util.Optional;

/// Reads a message whose model may be an alias with targets in other Regions, or with several.
final class FallbackMessageReader {

  private FallbackMessageReader() {}

  static ParsedRequest read(Payload body, CallModelResolver aliases) {
    ParsedRequest first = ModelRequestReader.readMessage(body, aliases);
    return first instanceof ParsedRequest.Valid(ModelRequest modelRequest)
        ? new ParsedRequest.Valid(
            FallbackRequests.complete(modelRequest, aliases, other -> request(body, other)))
        : first;
  }

  private static Optional<ModelRequest> request(Payload body, ModelResolver aliases) {
    return ModelRequestReader.readMessage(body, aliases)
            instanceof ParsedRequest.Valid(ModelRequest modelRequest)
        ? Optional.of(modelRequest)
        : Optional.empty();
  }
}
