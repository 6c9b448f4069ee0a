package dev.streambed.local.messaging;

import java.time.Instant;

/// A message published to a topic.
///
/// @param id the message's id
/// @param publishedAt when it was published
/// @param subject the empty string if it has none
/// @param message its text
public record TopicMessage(String id, Instant publishedAt, String subject, String message) {}
