package dev.streambed.gateway.usage;

import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Transport;

/// A request that was admitted.
public record AdmittedRequest(
    CustomerId customer,
    RequestId requestId,
    ModelId model,
    boolean streamed,
    Transport transport) {}
