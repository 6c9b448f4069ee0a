package dev.streambed.gateway.domain;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// The way an answer goes back to its caller. Not thread-safe.
public interface ResponseSink {

  /// Whether the caller sees what is written when it is written, and not all of it at the end.
  boolean streams();

  /// Begins the answer, once. The status and the headers go out with the first byte of the body.
  ///
  /// @param headers names in lower case; those that every answer carries are added
  /// @return the body; closing it does nothing
  /// @throws IOException when the caller cannot be reached any more
  OutputStream begin(int status, Map<String, String> headers) throws IOException;

  /// Ends the answer that was begun, before the function is done, if the way can: whoever waits for
  /// its end waits no longer. Nothing may be written after it.
  ///
  /// @throws IOException when the caller cannot be reached any more
  void finish() throws IOException;
}
