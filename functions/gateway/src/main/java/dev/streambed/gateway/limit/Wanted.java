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
/// @param lease how long it may take until it is settled; who has not settled by then is dead
public record Wanted(
    RequestId requestId,
    ModelId model,
    Transport transport,
    boolean streamed,
    Estimate estimate,
    OptionalLong nanoDollars,
    Duration lease) {}
