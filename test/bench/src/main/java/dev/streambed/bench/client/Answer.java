package dev.streambed.bench.client;

import java.io.IOException;
import java.util.List;

/// A streamed answer.
///
/// @param sentAt when the request was written, as `System.nanoTime()`
/// @param chunks in the order in which they came; at least one
/// @param messages in how many messages or events they came
public record Answer(long sentAt, List<Chunk> chunks, int messages) {

  public Answer {
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("an answer without a piece");
    }
  }

  /// From the request to the first piece, in nanoseconds.
  public long timeToFirstChunk() {
    return chunks.getFirst().arrivedAt() - sentAt;
  }

  /// The time from one piece's arrival to another's, divided by the pieces between, in nanoseconds.
  public double timePerChunk(int from, int to) {
    return (double) (chunks.get(to).arrivedAt() - chunks.get(from).arrivedAt()) / (to - from);
  }

  /// How many messages came for each piece; fewer than one when they were merged.
  public double messagesPerChunk() {
    return (double) messages / chunks.size();
  }

  void requireWhole(int wanted) throws IOException {
    if (chunks.size() != wanted) {
      throw new IOException("%d pieces of %d came".formatted(chunks.size(), wanted));
    }
    requireOrder();
  }

  void requireOrder() throws IOException {
    for (int piece = 1; piece < chunks.size(); piece++) {
      if (chunks.get(piece).sentAt() < chunks.get(piece - 1).sentAt()) {
        throw new IOException("piece %d came before one that was sent earlier".formatted(piece));
      }
    }
  }
}
