package dev.streambed.bench.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The messages of one answer over WebSocket, read in order. Not thread-safe.
final class WebSocketAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String id;
  private final List<Chunk> chunks = new ArrayList<>();
  private int messages;
  private int contents;
  private String stopReason = "";

  /// @param id the client's id of the answer
  WebSocketAnswer(String id) {
    this.id = id;
  }

  /// Reads the next message.
  ///
  /// @param arrival when it arrived, as `System.nanoTime()`
  /// @throws IOException if it is not the next one of this answer
  void add(String text, long arrival) throws IOException {
    JsonNode message = json(text);
    if (!message.path("id").asText().equals(id)
        || message.path("seq").asInt(-1) != messages
        || message.path("type").asText().equals("error")) {
      throw new IOException("not message %d of %s: %s".formatted(messages, id, text));
    }
    messages++;
    switch (message.path("type").asText()) {
      case "content" -> addChunks(message.path("content").asText(), arrival);
      case "done" -> stopReason = message.path("stopReason").asText();
      default -> {}
    }
  }

  boolean isStopped() {
    return stopReason.equals("stopped");
  }

  /// The complete answer.
  ///
  /// @throws IOException if it has no chunks
  Answer answer(long sentAt) throws IOException {
    if (chunks.isEmpty()) {
      throw new IOException("no piece came in " + messages + " messages");
    }
    return new Answer(sentAt, chunks, contents);
  }

  private void addChunks(String content, long arrival) throws IOException {
    contents++;
    for (long stamp : ChunkTimestamps.parseMerged(content)) {
      chunks.add(new Chunk(stamp, arrival));
    }
  }

  private static JsonNode json(String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IOException("not JSON: " + text, malformed);
    }
  }
}
