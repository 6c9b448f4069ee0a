package dev.streambed.gateway.aws;

/// A whole response.
///
/// @param body as it came
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record AwsResponse(ResponseHead head, byte[] body) {}
