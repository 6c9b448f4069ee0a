package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ReservedAmounts;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// A request for admission.
///
/// @param nanoDollars the cost of the whole estimate; empty when the model has no price
/// @param connection the connection that the answer is sent to, where the sweep then looks for it;
///   empty when the answer is the response of the call itself
/// @param attribution what the usage will be attributed to, beside the customer
/// @param reservedByTarget what of the estimate and its cost is for each model that may be asked,
///   in their order; empty where there is one
/// @param lease how long the answer may take until it is settled; after that, its function is
///   considered dead
public record ReservationRequest(
    RequestId requestId,
    ModelId model,
    Transport transport,
    Operation operation,
    Dialect dialect,
    TokenEstimate tokenEstimate,
    OptionalLong nanoDollars,
    String connection,
    Attribution attribution,
    List<ReservedAmounts> reservedByTarget,
    Duration lease) {

  public ReservationRequest {
    reservedByTarget = List.copyOf(reservedByTarget);
  }

  /// A request whose answer is the response of the call itself.
  public ReservationRequest(
      RequestId requestId,
      ModelId model,
      Transport transport,
      Operation operation,
      Dialect dialect,
      TokenEstimate tokenEstimate,
      OptionalLong nanoDollars,
      Duration lease) {
    this(
        requestId,
        model,
        transport,
        operation,
        dialect,
        tokenEstimate,
        nanoDollars,
        "",
        Attribution.NONE,
        List.of(),
        lease);
  }

  /// The same request with what all models that it may be asked of need together.
  ///
  /// @param changed the part of each model
  public ReservationRequest needing(
      TokenEstimate tokens, OptionalLong cost, List<ReservedAmounts> changed) {
    return new ReservationRequest(
        requestId,
        model,
        transport,
        operation,
        dialect,
        tokens,
        cost,
        connection,
        attribution,
        changed,
        lease);
  }
}
