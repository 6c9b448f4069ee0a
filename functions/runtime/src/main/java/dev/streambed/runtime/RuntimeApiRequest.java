package dev.streambed.runtime;

/// One request to the Runtime API. Each operation has a static factory.
///
/// @param path the path after `/2018-06-01/runtime/`
/// @param headers additional header lines, each with its line end
/// @param body the whole body; empty for requests that have none or send it in chunks afterwards
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record RuntimeApiRequest(String method, String path, String headers, byte[] body) {

  static final byte[] EMPTY_BODY = new byte[0];

  /// `GET /runtime/invocation/next`: waits for an event.
  static RuntimeApiRequest nextInvocation() {
    return new RuntimeApiRequest("GET", "invocation/next", "", EMPTY_BODY);
  }

  /// `GET /runtime/restore/next`: waits until the snapshot was taken and restored.
  static RuntimeApiRequest restoreNext() {
    return new RuntimeApiRequest("GET", "restore/next", "", EMPTY_BODY);
  }

  /// `POST /runtime/init/error`: the function cannot start.
  static RuntimeApiRequest initError(Failure failure) {
    return post("init/error", failure.headers(), failure.json());
  }

  /// `POST /runtime/restore/error`: the function cannot continue after a restore.
  static RuntimeApiRequest restoreError(Failure failure) {
    return post("restore/error", failure.headers(), failure.json());
  }

  /// `POST /runtime/invocation/{id}/error`: the invocation failed before its response started.
  static RuntimeApiRequest invocationError(Invocation invocation, Failure failure) {
    return post(
        path(invocation, "error"),
        failure.headers() + invocation.invocationIdHeader(),
        failure.json());
  }

  /// `POST /runtime/invocation/{id}/response` with a complete response.
  static RuntimeApiRequest bufferedResponse(
      Invocation invocation, String contentType, byte[] body) {
    String headers = "Content-Type: " + contentType + "\r\n" + invocation.invocationIdHeader();
    return post(path(invocation, "response"), headers, body);
  }

  /// `POST /runtime/invocation/{id}/response` with a response that follows in chunks. Trailers are
  /// always announced, because the platform drops unannounced ones.
  static RuntimeApiRequest streamedResponse(Invocation invocation, String contentType) {
    String headers =
        "Content-Type: "
            + contentType
            + "\r\nLambda-Runtime-Function-Response-Mode: streaming\r\nTrailer: "
            + Failure.ERROR_TYPE
            + ", "
            + Failure.ERROR_BODY
            + "\r\n"
            + invocation.invocationIdHeader();
    return post(path(invocation, "response"), headers, EMPTY_BODY);
  }

  private static RuntimeApiRequest post(String path, String headers, byte[] body) {
    return new RuntimeApiRequest("POST", path, headers, body);
  }

  private static String path(Invocation invocation, String call) {
    return "invocation/" + invocation.requestId() + "/" + call;
  }
}
