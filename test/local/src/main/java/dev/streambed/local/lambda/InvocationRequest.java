package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.ResponseMode;

/// A request to invoke a function.
///
/// @param functionArn the ARN, with the alias or version if one is called
/// @param requestId the id of the invocation, which the function sees
/// @param event the payload
/// @param mode whether the response is streamed or buffered
/// @param traceId the header `X-Amzn-Trace-Id`
@SuppressWarnings("ArrayRecordComponent") // an event is handed on, never compared
public record InvocationRequest(
    String functionArn, String requestId, byte[] event, ResponseMode mode, String traceId) {}
