package dev.streambed.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Why an invocation or a start failed, as reported to the platform and to the caller of `Invoke`.
///
/// Only the exception's type is reported, never its message: messages quote requests, responses and
/// configuration.
///
/// @param category `Function.X` or `Runtime.X`, the only forms that the platform passes on
/// @param type the class name of the exception
/// @param message a fixed sentence
record Failure(String category, String type, String message) {

  static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
  static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

  static Failure ofHandler(Throwable thrown) {
    if (thrown instanceof AnswerTooLarge || thrown.getCause() instanceof AnswerTooLarge) {
      return tooLarge();
    }
    return new Failure("Function.HandlerError", thrown.getClass().getName(), "The handler failed.");
  }

  static Failure tooLarge() {
    return new Failure(
        "Function.ResponseSizeTooLarge",
        AnswerTooLarge.class.getName(),
        "The buffered answer is larger than Lambda allows.");
  }

  static Failure deadline() {
    return new Failure(
        "Function.DeadlineExceeded",
        "java.util.concurrent.TimeoutException",
        "The handler did not end before the invocation's deadline.");
  }

  static Failure ofInit(Throwable thrown) {
    return new Failure(
        "Runtime.InitError", thrown.getClass().getName(), "The function did not initialize.");
  }

  static Failure beforeSnapshot(Throwable thrown) {
    return new Failure(
        "Runtime.BeforeSnapshotError",
        thrown.getClass().getName(),
        "The hook before the snapshot failed.");
  }

  static Failure afterRestore(Throwable thrown) {
    return new Failure(
        "Runtime.AfterRestoreError",
        thrown.getClass().getName(),
        "The hook after the restore failed.");
  }

  /// The header lines of an `/error` call.
  String headers() {
    return "Content-Type: application/json\r\n" + ERROR_TYPE + ": " + category + "\r\n";
  }

  /// The trailer lines of a streamed response.
  String trailers() {
    String body = Base64.getEncoder().encodeToString(json());
    return ERROR_TYPE + ": " + category + "\r\n" + ERROR_BODY + ": " + body + "\r\n";
  }

  /// In the format of AWS's own runtimes, without the stack trace, which is only logged.
  byte[] json() {
    StringBuilder json = new StringBuilder("{\"errorType\":");
    JsonStringWriter.string(json, type);
    json.append(",\"errorMessage\":");
    JsonStringWriter.string(json, message);
    json.append(",\"stackTrace\":[]}");
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
