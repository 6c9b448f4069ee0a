package dev.streambed.bench.client;

import java.io.IOException;
import java.util.List;

/// A streamed answer.
///
/// @param sentAt when the request was written, as `System.nanoTime()`
/// @param chunks in order of arrival; at least one
/// @param messages the number of messages or events that carried them
public record Answer(long sentAt, List<Chunk> chunks, int messages) {

  public Answer {
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("an answer without a piece");
    }
  }

  /// The time from the request to the first chunk, in nanoseconds.
  public long timeToFirstChunk() {
    return chunks.getFirst().arrivedAt() - sentAt;
  }

  /// The time from one chunk's arrival to another's, divided by the chunks between, in nanoseconds.
  public double timePerChunk(int from, int to) {
    return (double) (chunks.get(to).arrivedAt() - chunks.get(from).arrivedAt()) / (to - from);
  }

  /// The number of messages per chunk; below one if chunks were merged.
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
    for (int chunk = 1; chunk < chunks.size(); chunk++) {
      if (chunks.get(chunk).sentAt() < chunks.get(chunk - 1).sentAt()) {
        throw new IOException("piece %d came before one that was sent earlier".formatted(chunk));
      }
    }
  }
}
