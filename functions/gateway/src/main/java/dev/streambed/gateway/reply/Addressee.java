package dev.streambed.gateway.reply;

import dev.streambed.gateway.vocabulary.AnswerId;
import dev.streambed.gateway.vocabulary.ModelId;
import dev.streambed.gateway.vocabulary.RequestId;

/// Which of a connection's answers a message belongs to.
///
/// @param id what the client calls it
/// @param requestId what the log calls it
public record Addressee(AnswerId id, RequestId requestId, ModelId model) {}
