package dev.streambed.runtimeapi;

import java.time.Instant;

/// One event for the function, with its metadata. An empty string means that the header is not
/// sent.
///
/// @param requestId `Lambda-Runtime-Aws-Request-Id`
/// @param event the event's bytes, as given to `Invoke`
/// @param mode whether the response is streamed or buffered
/// @param deadline when the invocation times out, `Lambda-Runtime-Deadline-Ms`
/// @param functionArn `Lambda-Runtime-Invoked-Function-Arn`
/// @param traceId `Lambda-Runtime-Trace-Id`
/// @param clientContext `Lambda-Runtime-Client-Context`, JSON
/// @param cognitoIdentity `Lambda-Runtime-Cognito-Identity`, JSON
/// @param tenantId `Lambda-Runtime-Aws-Tenant-Id`
/// @param invocationId `Lambda-Runtime-Invocation-Id`, which distinguishes attempts
@SuppressWarnings("ArrayRecordComponent") // an event is handed on, never compared
public record Invocation(
    String requestId,
    byte[] event,
    ResponseMode mode,
    Instant deadline,
    String functionArn,
    String traceId,
    String clientContext,
    String cognitoIdentity,
    String tenantId,
    String invocationId) {

  /// An invocation without optional headers.
  public Invocation(String requestId, byte[] event, ResponseMode mode, Instant deadline) {
    this(requestId, event, mode, deadline, "", "", "", "", "", "");
  }

  public Invocation withFunctionArn(String functionArn) {
    return new Invocation(
        requestId,
        event,
        mode,
        deadline,
        functionArn,
        traceId,
        clientContext,
        cognitoIdentity,
        tenantId,
        invocationId);
  }

  public Invocation withTraceId(String traceId) {
    return new Invocation(
        requestId,
        event,
        mode,
        deadline,
        functionArn,
        traceId,
        clientContext,
        cognitoIdentity,
        tenantId,
        invocationId);
  }

  /// Client context and identity from the mobile SDKs: both are JSON.
  public Invocation withCaller(String clientContext, String cognitoIdentity) {
    return new Invocation(
        requestId,
        event,
        mode,
        deadline,
        functionArn,
        traceId,
        clientContext,
        cognitoIdentity,
        tenantId,
        invocationId);
  }

  public Invocation withTenantId(String tenantId) {
    return new Invocation(
        requestId,
        event,
        mode,
        deadline,
        functionArn,
        traceId,
        clientContext,
        cognitoIdentity,
        tenantId,
        invocationId);
  }

  public Invocation withInvocationId(String invocationId) {
    return new Invocation(
        requestId,
        event,
        mode,
        deadline,
        functionArn,
        traceId,
        clientContext,
        cognitoIdentity,
        tenantId,
        invocationId);
  }
}
