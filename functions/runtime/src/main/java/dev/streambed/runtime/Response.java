package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// The answer of one invocation. The handler chooses how it goes out, per invocation: the platform
/// does not tell a function whether it was invoked streaming or buffered.
///
/// | caller | way |
/// |---|---|
/// | Function URL with `RESPONSE_STREAM`, REST API method with transfer mode `STREAM` | [#stream(Prelude)] |
/// | `InvokeWithResponseStream` | [#stream(String)] |
/// | REST API method with transfer mode `BUFFERED`, Function URL with `BUFFERED` | [#proxy] |
/// | `Invoke` of any other kind | [#buffer] |
///
/// Nothing is sent before the first byte, flush or end of the answer; until then a later call of
/// one of these replaces an earlier one, whose stream is then closed and whose bytes are forgotten.
/// After that they throw [IllegalStateException].
///
/// Closing a stream does not end the answer, [#finish] or returning from the handler does: else a
/// try-with-resources would report a failed answer as whole before the exception is seen.
///
/// Not thread-safe: one thread writes at a time, which need not be the handler's own.
public interface Response {

  /// Streams an HTTP answer. Every write goes out at once, as a chunk of its own, and blocks while
  /// the caller is slower than the handler.
  ///
  /// @throws IllegalArgumentException when the prelude takes 16,000 bytes or more
  OutputStream stream(Prelude prelude);

  /// Streams bytes without an HTTP status.
  OutputStream stream(String contentType);

  /// Collects a body and sends it at the end as the JSON that a buffered front door turns into an
  /// HTTP answer: as text when it is UTF-8, else as base64.
  OutputStream proxy(Prelude prelude);

  /// Collects the whole answer and sends it at the end, as it is. Both buffered ways throw
  /// [IOException] from the write that passes 6 MB, which Lambda would refuse.
  OutputStream buffer(String contentType);

  /// Whether bytes of the answer have gone out, so that its status can no longer change.
  boolean started();

  /// Ends an answer that is streamed, as whole, before the handler returns: its caller has it all,
  /// and nobody waits for what the handler does until it returns, at the deadline at the latest. A
  /// later write throws [IOException]; what the handler throws later is only logged. An answer that
  /// is buffered ends when the handler returns, as ever.
  ///
  /// @throws IOException when the end does not reach the platform
  void finish() throws IOException;
}
