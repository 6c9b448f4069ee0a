package dev.streambed.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The platform's response to one request, as in AWS's own code.
@SuppressWarnings("ArrayRecordComponent") // a body is handed on, never compared
record PlatformResponse(int status, List<Headers.Line> headers, byte[] body) {

  /// Go's HTTP server, which the platform uses, sends a longer body in chunks.
  private static final int LONGEST_WITH_LENGTH = 2048;

  private static final Headers.Line JSON = new Headers.Line("Content-Type", "application/json");

  static PlatformResponse accepted() {
    return json(202, "{\"status\":\"OK\"}\n");
  }

  static PlatformResponse restored() {
    return new PlatformResponse(200, List.of(), new byte[0]);
  }

  static PlatformResponse event(Invocation invocation) {
    List<Headers.Line> lines = new ArrayList<>();
    add(lines, "Lambda-Runtime-Aws-Request-Id", invocation.requestId());
    add(lines, "Lambda-Runtime-Trace-Id", invocation.traceId());
    add(lines, "Lambda-Runtime-Client-Context", invocation.clientContext());
    add(lines, "Lambda-Runtime-Cognito-Identity", invocation.cognitoIdentity());
    add(lines, "Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
    add(lines, "Lambda-Runtime-Deadline-Ms", "" + invocation.deadline().toEpochMilli());
    add(lines, "Lambda-Runtime-Aws-Tenant-Id", invocation.tenantId());
    add(lines, "Lambda-Runtime-Invocation-Id", invocation.invocationId());
    add(lines, "Content-Type", "application/json");
    return new PlatformResponse(200, lines, invocation.event());
  }

  static PlatformResponse invalidStateTransition() {
    return error(403, "InvalidStateTransition", "State transition is not allowed");
  }

  static PlatformResponse invalidRequestId() {
    return error(400, "InvalidRequestID", "Invalid request ID");
  }

  static PlatformResponse invalidResponseMode() {
    return error(400, "InvalidFunctionResponseMode", "Invalid function response mode");
  }

  static PlatformResponse truncated() {
    return error(400, "TruncatedHTTPRequest", "HTTP request detected as truncated");
  }

  static PlatformResponse invokeTimeout() {
    return error(410, "InvokeTimeout", "Invoke timeout");
  }

  static PlatformResponse tooLarge(long limit) {
    String message = "Exceeded maximum allowed payload size (" + limit + " bytes).";
    return error(413, "RequestEntityTooLarge", message);
  }

  static PlatformResponse tooManyWorkers() {
    return error(500, "InternalServerError", "Internal Server Error");
  }

  static PlatformResponse notFound() {
    return text(404, "404 page not found\n");
  }

  static PlatformResponse methodNotAllowed() {
    return text(405, "");
  }

  static PlatformResponse malformed() {
    return text(400, "400 Bad Request");
  }

  byte[] render() {
    ByteArrayOutputStream message = new ByteArrayOutputStream(512 + body.length);
    message.writeBytes(latin("HTTP/1.1 " + status + " " + reason() + "\r\n"));
    for (Headers.Line line : headers) {
      message.writeBytes(utf8(line.name() + ": " + line.value() + "\r\n"));
    }
    if (body.length > LONGEST_WITH_LENGTH) {
      String size = Integer.toHexString(body.length);
      message.writeBytes(latin("Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n"));
      message.writeBytes(body);
      message.writeBytes(latin("\r\n0\r\n\r\n"));
    } else {
      message.writeBytes(latin("Content-Length: " + body.length + "\r\n\r\n"));
      message.writeBytes(body);
    }
    return message.toByteArray();
  }

  private static void add(List<Headers.Line> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add(new Headers.Line(name, value));
    }
  }

  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 202 -> "Accepted";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 410 -> "Gone";
      case 413 -> "Request Entity Too Large";
      default -> "Internal Server Error";
    };
  }

  private static PlatformResponse error(int status, String type, String message) {
    return json(status, "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}\n");
  }

  private static PlatformResponse json(int status, String body) {
    return new PlatformResponse(status, List.of(JSON), utf8(body));
  }

  private static PlatformResponse text(int status, String body) {
    Headers.Line type = new Headers.Line("Content-Type", "text/plain; charset=utf-8");
    return new PlatformResponse(status, List.of(type), utf8(body));
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
