package dev.streambed.runtime;

import java.io.IOException;

/// One event and its metadata. Absent values are empty strings.
///
/// @param invocationId identifies this attempt; echoed, so that the platform can refuse a late
///   response
/// @param deadlineMillis epoch milliseconds, or [#NO_DEADLINE]
/// @param clientContext JSON
/// @param cognitoIdentity JSON
@SuppressWarnings("ArrayRecordComponent") // an event is handed on, never compared
record Invocation(
    String requestId,
    String invocationId,
    long deadlineMillis,
    String functionArn,
    String traceId,
    String tenantId,
    String clientContext,
    String cognitoIdentity,
    byte[] event) {

  static final long NO_DEADLINE = Long.MAX_VALUE;

  /// Reads the response of `/invocation/next`.
  static Invocation of(RuntimeApiResponse answer) throws IOException {
    if (answer.status() != 200) {
      throw new MalformedResponseException("/invocation/next answered " + answer.status());
    }
    String requestId = answer.header("Lambda-Runtime-Aws-Request-Id");
    if (!isPathSegment(requestId)) {
      throw new MalformedResponseException("/invocation/next gave no request id");
    }
    return new Invocation(
        requestId,
        answer.header("Lambda-Runtime-Invocation-Id"),
        deadline(answer.header("Lambda-Runtime-Deadline-Ms")),
        answer.header("Lambda-Runtime-Invoked-Function-Arn"),
        answer.header("Lambda-Runtime-Trace-Id"),
        answer.header("Lambda-Runtime-Aws-Tenant-Id"),
        answer.header("Lambda-Runtime-Client-Context"),
        answer.header("Lambda-Runtime-Cognito-Identity"),
        answer.body());
  }

  /// The header line with the invocation id; empty when the platform sent none.
  String invocationIdHeader() {
    return invocationId.isEmpty() ? "" : "Lambda-Runtime-Invocation-Id: " + invocationId + "\r\n";
  }

  // An event must not be lost because of an unreadable deadline.
  private static long deadline(String millis) {
    try {
      return Long.parseLong(millis);
    } catch (NumberFormatException notANumber) {
      return NO_DEADLINE;
    }
  }

  private static boolean isPathSegment(String requestId) {
    for (int at = 0; at < requestId.length(); at++) {
      char character = requestId.charAt(at);
      if (character <= ' ' || character >= 0x7f || character == '/') {
        return false;
      }
    }
    return !requestId.isEmpty();
  }
}
