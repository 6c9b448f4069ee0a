package dev.streambed.gateway.http;

import dev.streambed.gateway.dialect.DialectAdapter;
import dev.streambed.gateway.dialect.ParsedCall;
import dev.streambed.gateway.domain.CallModelResolver;
import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelAliases;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.prompt.FallbackRequests;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads a call whose model may be an alias with targets in other Regions, or with several.
final class FallbackCallReader {

  private FallbackCallReader() {}

  /// @param usable whether the caller may use a target
  static ParsedCall read(
      DialectAdapter adapter,
      InboundCall inboundCall,
      ModelAliases aliases,
      Predicate<ModelTarget> usable) {
    CallModelResolver ofCall = new CallModelResolver(aliases, usable);
    ParsedCall first = adapter.read(inboundCall, ofCall);
    return first instanceof ParsedCall.Valid(var modelRequest, var format)
        ? new ParsedCall.Valid(
            FallbackRequests.complete(
                modelRequest, ofCall, other -> request(adapter.read(inboundCall, other))),
            format)
        : first;
  }

  private static Optional<ModelRequest> request(ParsedCall parsedCall) {
    return parsedCall instanceof ParsedCall.Valid(ModelRequest modelRequest, _)
        ? Optional.of(modelRequest)
        : Optional.empty();
  }
}
