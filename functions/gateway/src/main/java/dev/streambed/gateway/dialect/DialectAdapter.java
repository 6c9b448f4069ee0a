package dev.streambed.gateway.dialect;

import dev.streambed.gateway.domain.InboundCall;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.response.ProblemFormat;

/// Reads one route's requests for a model, in the API that its callers speak. What it reads brings
/// the [dev.streambed.gateway.response.ResponseFormat] of its answer; until then problems are
/// written by this.
public interface DialectAdapter extends ProblemFormat {

  /// Reads a call. Does not fail.
  ///
  /// @param aliases other names that the call may give its model
  ParsedCall read(InboundCall inboundCall, ModelResolver aliases);
}
