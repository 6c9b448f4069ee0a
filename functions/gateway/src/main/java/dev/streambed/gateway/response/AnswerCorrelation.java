package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequestId;

/// Identifies the answer that a WebSocket message belongs to.
///
/// @param id the client's id of the answer
/// @param requestId the id of the answer in logs and records
public record AnswerCorrelation(ClientAnswerId id, RequestId requestId, ModelId model) {}
