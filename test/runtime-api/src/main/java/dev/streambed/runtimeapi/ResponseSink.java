package dev.streambed.runtimeapi;

import java.io.IOException;

/// Receives a response as it arrives. Called by one thread at a time, and not after the
/// [InvocationOutcome] is known, except that a call in progress may still end when the invocation
/// times out.
///
/// A sink that throws is not called again; the rest of the response is drained, because Lambda does
/// not tell a function that its caller has disconnected.
public interface ResponseSink {

  /// The runtime started its response.
  ///
  /// @param contentType as sent by the runtime; `application/octet-stream` by default
  /// @param streaming whether the runtime sent `Lambda-Runtime-Function-Response-Mode: streaming`
  void head(String contentType, boolean streaming) throws IOException;

  /// Bytes of the response, valid only during the call. Streamed: as they are read. Buffered: all
  /// of them in one call, once the response is complete and not too large.
  void bytes(byte[] buffer, int offset, int length) throws IOException;
}
