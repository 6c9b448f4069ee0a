package dev.streambed.runtimeapi;

/// How the invoker receives the response.
public enum ResponseMode {
  /// Like `InvokeWithResponseStream`: bytes are passed on as they are read, limited by [Bandwidth].
  STREAMED,
  /// Like `Invoke`: the complete response at once, at most [RuntimeApi#BUFFERED_LIMIT] bytes.
  BUFFERED
}
