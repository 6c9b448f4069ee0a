package dev.streambed.bench.client;

/// The answer requested from the scripted model.
///
/// @param chunks the number of chunks
/// @param chunksPerSecond chunks per second; 0 for as fast as they are read
/// @param chunkSize characters per chunk; 0 for the length of its timestamp
public record AnswerSpec(int chunks, int chunksPerSecond, int chunkSize) {

  /// Short chunks, as fast as they are read.
  public static AnswerSpec fast(int chunks) {
    return new AnswerSpec(chunks, 0, 0);
  }

  /// Short chunks at a fixed rate.
  public static AnswerSpec paced(int chunks, int rate) {
    return new AnswerSpec(chunks, rate, 0);
  }

  String directive() {
    String speed = chunksPerSecond == 0 ? "max" : Integer.toString(chunksPerSecond);
    String length = chunkSize == 0 ? "" : " size=" + chunkSize;
    return "[[bedrock first=0ms stamp pieces=%d rate=%s%s]]".formatted(chunks, speed, length);
  }
}
