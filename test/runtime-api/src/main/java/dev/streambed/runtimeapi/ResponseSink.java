package dev.streambed.runtimeapi;

import java.io.IOException;

/// Takes an answer as it arrives. Called by one thread at a time, and no more after
/// [InvocationOutcome] is known, except that a call which is under way when an invocation times out
/// may still end.
///
/// A sink that throws is not called again; the rest of the answer is drained, because Lambda does
/// not tell a function that its caller has left.
public interface ResponseSink {

  /// The runtime has begun its answer.
  ///
  /// @param contentType as the runtime named it, `application/octet-stream` when it named none
  /// @param streaming whether the runtime said `Lambda-Runtime-Function-Response-Mode: streaming`
  void head(String contentType, boolean streaming) throws IOException;

  /// Bytes of the answer, valid only during the call. Streamed: as they are read. Buffered: all of
  /// them in one call, once the answer is complete and not too large.
  void bytes(byte[] buffer, int offset, int length) throws IOException;
}
