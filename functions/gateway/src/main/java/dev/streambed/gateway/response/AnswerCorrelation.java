package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequestId;

/// Which of a connection's answers a message belongs to.
///
/// @param id what the client calls it
/// @param requestId what the log calls it
public record AnswerCorrelation(ClientAnswerId id, RequestId requestId, ModelId model) {}
