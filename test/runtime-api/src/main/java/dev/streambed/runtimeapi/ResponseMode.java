package dev.streambed.runtimeapi;

/// How the invoker receives the answer.
public enum ResponseMode {
  /// As `InvokeWithResponseStream`: bytes are passed on as they are read, paced by [Bandwidth].
  STREAMED,
  /// As `Invoke`: the whole answer at once, at most [RuntimeApi#BUFFERED_LIMIT] bytes.
  BUFFERED
}
