package dev.streambed.gateway.limit;

import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Transport;
import java.time.Duration;
import java.util.OptionalLong;

/// What a request asks to be admitted for.
///
/// @param nanoDollars what it costs if it needs all of the estimate; empty when the model has no
///   price
/// @param connection that the answer goes to, which tells the sweep where to look for it; empty
///   when it goes back on the call's own way
/// @param lease how long it may take until it is settled; who has not settled by then is dead
public record ReservationRequest(
    RequestId requestId,
    ModelId model,
    Transport transport,
    Operation operation,
    Dialect dialect,
    TokenEstimate tokenEstimate,
    OptionalLong nanoDollars,
    String connection,
    Duration lease) {

  /// One that is answered on the call's own way.
  public ReservationRequest(
      RequestId requestId,
      ModelId model,
      Transport transport,
      Operation operation,
      Dialect dialect,
      TokenEstimate tokenEstimate,
      OptionalLong nanoDollars,
      Duration lease) {
    this(requestId, model, transport, operation, dialect, tokenEstimate, nanoDollars, "", lease);
  }

  /// The same, answered on a connection.
  public ReservationRequest onConnection(String changed) {
    return new ReservationRequest(
        requestId,
        model,
        transport,
        operation,
        dialect,
        tokenEstimate,
        nanoDollars,
        changed,
        lease);
  }
}
