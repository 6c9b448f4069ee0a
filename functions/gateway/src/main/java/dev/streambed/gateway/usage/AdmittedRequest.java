package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Transport;

/// A request that was admitted, as its record identifies it.
///
/// @param target the model that was asked, the last one where there were several
/// @param attribution what its usage is attributed to, beside the customer
public record AdmittedRequest(
    CustomerId customer,
    RequestId requestId,
    ModelTarget target,
    Operation operation,
    Dialect dialect,
    Transport transport,
    Attribution attribution) {

  /// A request for a model in the function's own Region.
  public AdmittedRequest(
      CustomerId customer,
      RequestId requestId,
      ModelId model,
      Operation operation,
      Dialect dialect,
      Transport transport,
      Attribution attribution) {
    this(customer, requestId, ModelTarget.here(model), operation, dialect, transport, attribution);
  }

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
