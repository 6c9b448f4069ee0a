package dev.streambed.gateway.domain;

/// One HTTP call, independent of its front door.
///
/// @param requestLine the method and the path
/// @param requestId the id that responses and log lines carry
/// @param deadline when the response must be complete
public record InboundCall(
    Transport transport,
    RequestLine requestLine,
    Headers headers,
    Payload body,
    RequestId requestId,
    Deadline deadline) {}
