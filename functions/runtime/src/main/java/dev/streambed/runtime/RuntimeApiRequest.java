package dev.streambed.runtime;

/// One kind of request of the Runtime API; one type per kind.
interface RuntimeApiRequest {

  /// The body of calls that have none, or send it in chunks afterwards.
  byte[] EMPTY_BODY = new byte[0];

  default String method() {
    return "POST";
  }

  /// Behind `/2018-06-01/runtime/`.
  String path();

  /// Adds header lines of its own, each with its end.
  default void headers(StringBuilder head) {}

  /// The whole body.
  default byte[] body() {
    return EMPTY_BODY;
  }
}
