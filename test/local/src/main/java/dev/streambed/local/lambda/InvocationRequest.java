package dev.streambed.local.lambda;

import dev.streambed.runtimeapi.ResponseMode;

/// A request to invoke a function.
///
/// @param functionArn the function, with an alias or a version if it is called so
/// @param requestId the invocation's id, which the function sees
/// @param event the payload
/// @param mode whether the answer is wanted as it comes or whole
/// @param traceId the header `X-Amzn-Trace-Id`
@SuppressWarnings("ArrayRecordComponent") // an event is handed on, never compared
public record InvocationRequest(
    String functionArn, String requestId, byte[] event, ResponseMode mode, String traceId) {}
