package dev.streambed.gateway.model;

/// What the SDK's threads tell the thread that reads a stream.
sealed interface Signal {

  /// The bytes of one chunk. Nobody changes them.
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Chunk(byte[] bytes) implements Signal {}

  /// The stream was read to its end.
  record Finished() implements Signal {}

  /// It broke off.
  ///
  /// @param answered whether Bedrock had begun to answer
  record Broken(Throwable thrown, boolean answered) implements Signal {}
}
