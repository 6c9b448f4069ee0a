package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Transport;

/// A request that was admitted, as its record identifies it.
public record AdmittedRequest(
    CustomerId customer,
    RequestId requestId,
    ModelId model,
    Operation operation,
    Dialect dialect,
    Transport transport) {

  /// Whether the answer was wanted in chunks.
  public boolean streamed() {
    return operation.isStreamed();
  }
}
