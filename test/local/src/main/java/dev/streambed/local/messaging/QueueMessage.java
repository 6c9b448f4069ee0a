package dev.streambed.local.messaging;

import java.time.Instant;

/// What somebody sent to a queue.
///
/// @param id the message's id
/// @param sentAt when it was sent
/// @param body its text
public record QueueMessage(String id, Instant sentAt, String body) {}
