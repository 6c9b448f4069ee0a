package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Transport;

/// A request that was admitted, as its record identifies it.
///
/// @param attribution what its usage is attributed to, beside the customer
public record AdmittedRequest(
    CustomerId customer,
    RequestId requestId,
    ModelId model,
    Operation operation,
    Dialect dialect,
    Transport transport,
    Attribution attribution) {

  /// A request that is attributed to its customer alone.
  public AdmittedRequest(
      CustomerId customer,
      RequestId requestId,
      ModelId model,
      Operation operation,
      Dialect dialect,
      Transport transport) {
    this(customer, requestId, model, operation, dialect, transport, Attribution.NONE);
  }

  /// Whether the answer was wanted in chunks.
  public boolean streamed() {
    return operation.isStreamed();
  }
}
