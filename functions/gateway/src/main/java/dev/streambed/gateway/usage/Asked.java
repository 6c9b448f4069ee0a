package dev.streambed.gateway.usage;

import dev.streambed.gateway.vocabulary.CustomerId;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.Transport;

/// A request that was admitted.
public record Asked(
    CustomerId customer,
    RequestId requestId,
    ModelId model,
    boolean streamed,
    Transport transport) {}
