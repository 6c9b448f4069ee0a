package dev.streambed.bench.client;

/// What is wanted of the scripted model.
///
/// @param chunks how many
/// @param chunksPerSecond pieces a second; 0 for as fast as they are read
/// @param chunkSize characters of a piece; 0 for as few as its time needs
public record AnswerSpec(int chunks, int chunksPerSecond, int chunkSize) {

  /// As fast as they are read, and short.
  public static AnswerSpec fast(int pieces) {
    return new AnswerSpec(pieces, 0, 0);
  }

  /// A piece at a time, and short.
  public static AnswerSpec paced(int pieces, int rate) {
    return new AnswerSpec(pieces, rate, 0);
  }

  String directive() {
    String speed = chunksPerSecond == 0 ? "max" : Integer.toString(chunksPerSecond);
    String length = chunkSize == 0 ? "" : " size=" + chunkSize;
    return "[[bedrock first=0ms stamp pieces=%d rate=%s%s]]".formatted(chunks, speed, length);
  }
}
