package dev.streambed.gateway.domain;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// Sends a response to the caller. Not thread-safe.
public interface ResponseSink {

  /// Whether the caller receives bytes as they are written, instead of all at the end.
  boolean streams();

  /// Starts the response. Call once. The status and the headers are sent with the first byte of the
  /// body.
  ///
  /// @param headers names in lower case; the headers that every response has are added
  /// @return the body; closing it does nothing
  /// @throws IOException when the caller can no longer be reached
  OutputStream begin(int status, Map<String, String> headers) throws IOException;

  /// Ends a response that was started, before the function itself returns, where the front door
  /// supports it. Nothing may be written afterwards.
  ///
  /// @throws IOException when the caller can no longer be reached
  void finish() throws IOException;
}
