package dev.streambed.gateway.domain;

/// A target that was asked for an answer and left for the next one.
///
/// @param usage what it may be billed for; unknown when that is certainly nothing
/// @param bedrockRequestId Bedrock's id of the call; empty when it did not answer
public record FailedAttempt(
    ModelTarget target, Usage usage, Problem problem, String bedrockRequestId) {}
