package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Everything that a stream returned from start to end.
///
/// @param silences how often nothing arrived within the timeout
/// @param end [AnswerEvent.Ended], [AnswerEvent.Failed] or [AnswerEvent.Stopped]
record StreamTranscript(List<Chunk> chunks, int silences, AnswerEvent end) {

  /// Reads a stream to its end.
  static StreamTranscript of(ChunkStream stream) throws InterruptedException {
    return of(stream, Duration.ofSeconds(10));
  }

  static StreamTranscript of(ChunkStream stream, Duration timeout) throws InterruptedException {
    List<Chunk> chunks = new ArrayList<>();
    int silences = 0;
    while (true) {
      AnswerEvent answerEvent = stream.next(timeout);
      switch (answerEvent) {
        case AnswerEvent.ChunkArrived(Chunk chunk) -> chunks.add(chunk);
        case AnswerEvent.Silence() -> silences++;
        case AnswerEvent.Ended _, AnswerEvent.Failed _, AnswerEvent.Stopped() -> {
          return new StreamTranscript(chunks, silences, answerEvent);
        }
      }
    }
  }

  /// The text of the answer.
  String text() {
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks) {
      text.append(chunk instanceof Chunk.Text(String content) ? content : "");
    }
    return text.toString();
  }

  /// How many chunks were text.
  long texts() {
    return chunks.stream().filter(Chunk.Text.class::isInstance).count();
  }
}
