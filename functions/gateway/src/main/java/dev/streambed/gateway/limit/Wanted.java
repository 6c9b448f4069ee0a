package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.Estimate;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Transport;
import java.time.Duration;
import java.util.OptionalLong;

/// What a request asks to be admitted for.
///
/// @param nanoDollars what it costs if it needs all of the estimate; empty when the model has no
///   price
/// @param connection that the answer goes to, which tells the sweep where to look for it; empty
///   when it goes back on the call's own way
/// @param lease how long it may take until it is settled; who has not settled by then is dead
public record Wanted(
    RequestId requestId,
    ModelId model,
    Transport transport,
    boolean streamed,
    Estimate estimate,
    OptionalLong nanoDollars,
    String connection,
    Duration lease) {

  /// One that is answered on the call's own way.
  public Wanted(
      RequestId requestId,
      ModelId model,
      Transport transport,
      boolean streamed,
      Estimate estimate,
      OptionalLong nanoDollars,
      Duration lease) {
    this(requestId, model, transport, streamed, estimate, nanoDollars, "", lease);
  }

  /// The same, answered on a connection.
  public Wanted on(String changed) {
    return new Wanted(requestId, model, transport, streamed, estimate, nanoDollars, changed, lease);
  }
}
