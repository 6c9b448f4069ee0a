package dev.streambed.gateway.response;

import dev.streambed.gateway.domain.AnswerId;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.RequestId;

/// Which of a connection's answers a message belongs to.
///
/// @param id what the client calls it
/// @param requestId what the log calls it
public record AnswerAddress(AnswerId id, RequestId requestId, ModelId model) {}
