package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// The response to one invocation. The handler chooses its mode, because the platform does not tell
/// a function whether it was invoked streaming or buffered.
///
/// | caller | mode |
/// |---|---|
/// | Function URL with `RESPONSE_STREAM`, REST API method with transfer mode `STREAM` | [#stream(Prelude)] |
/// | `InvokeWithResponseStream` | [#stream(String)] |
/// | REST API method with transfer mode `BUFFERED`, Function URL with `BUFFERED` | [#proxy] |
/// | any other `Invoke` | [#buffer] |
///
/// Nothing is sent before the first byte, flush or end of the response. Until then, a later call of
/// one of these methods replaces an earlier one, whose stream is closed and whose bytes are
/// discarded. After that they throw [IllegalStateException].
///
/// Closing a stream does not end the response; [#finish] or returning from the handler does.
/// Otherwise a try-with-resources statement would report a failed response as complete before its
/// exception is seen.
///
/// Not thread-safe: one thread writes at a time, which need not be the handler's own.
public interface Response {

  /// Streams an HTTP response. Every write is sent immediately, as its own chunk, and blocks while
  /// the caller is slower than the handler.
  ///
  /// @throws IllegalArgumentException when the prelude takes 16,000 bytes or more
  OutputStream stream(Prelude prelude);

  /// Streams bytes without an HTTP status.
  OutputStream stream(String contentType);

  /// Buffers a body and sends it at the end, in the JSON that a buffered front door turns into an
  /// HTTP response: as text if it is valid UTF-8, else as base64.
  OutputStream proxy(Prelude prelude);

  /// Buffers the response and sends it unchanged at the end. In both buffered modes, a write beyond
  /// 6 MB, which Lambda would refuse, throws [IOException].
  OutputStream buffer(String contentType);

  /// Whether bytes of the response were sent, so that its status can no longer change.
  boolean started();

  /// Ends a streamed response before the handler returns, as complete, so that the caller does not
  /// wait for the handler's remaining work. A later write throws [IOException]; an exception of the
  /// handler is only logged. A buffered response still ends when the handler returns.
  ///
  /// @throws IOException when the platform cannot be reached
  void finish() throws IOException;
}
