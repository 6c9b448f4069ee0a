package dev.streambed.runtime;

import java.io.OutputStream;

/// The answer of one invocation. The handler chooses how it goes out, per invocation: the platform
/// does not tell a function whether it was invoked streaming or buffered.
///
/// Nothing is sent before the first byte, flush or end of the answer; until then a later call of
/// [#stream] or [#buffer] replaces an earlier one. After that it throws [IllegalStateException].
///
/// Not thread-safe: one thread writes at a time.
public interface Response {

  /// Streams an HTTP answer: to a Function URL with `RESPONSE_STREAM`, or to a REST API method with
  /// transfer mode `STREAM`. Every write goes out at once, as a chunk of its own.
  OutputStream stream(Prelude prelude);

  /// Streams bytes without an HTTP status, to a caller of `InvokeWithResponseStream`.
  OutputStream stream(String contentType);

  /// Collects the whole answer and sends it at the end: for a buffered `Invoke` of any kind. More
  /// than 6 MB is refused by the platform.
  OutputStream buffer(String contentType);

  /// Whether bytes of the answer have gone out, so that its status can no longer change.
  boolean started();
}
