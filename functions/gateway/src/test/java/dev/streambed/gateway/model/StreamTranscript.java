package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a stream said from its beginning to its end.
///
/// @param silences how often nothing came for as long as was waited
/// @param end [AnswerEvent.Ended], [AnswerEvent.Failed] or [AnswerEvent.Stopped]
record StreamTranscript(List<Chunk> pieces, int silences, AnswerEvent end) {

  /// Reads a stream to its end.
  static StreamTranscript of(ChunkStream stream) throws InterruptedException {
    return of(stream, Duration.ofSeconds(10));
  }

  static StreamTranscript of(ChunkStream stream, Duration patience) throws InterruptedException {
    List<Chunk> pieces = new ArrayList<>();
    int silences = 0;
    while (true) {
      AnswerEvent answerEvent = stream.next(patience);
      switch (answerEvent) {
        case AnswerEvent.ChunkArrived(Chunk chunk) -> pieces.add(chunk);
        case AnswerEvent.Silence() -> silences++;
        case AnswerEvent.Ended _, AnswerEvent.Failed _, AnswerEvent.Stopped() -> {
          return new StreamTranscript(pieces, silences, answerEvent);
        }
      }
    }
  }

  /// The text of the answer.
  String text() {
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : pieces) {
      text.append(chunk instanceof Chunk.Text(String content) ? content : "");
    }
    return text.toString();
  }

  /// How many pieces were text.
  long texts() {
    return pieces.stream().filter(Chunk.Text.class::isInstance).count();
  }
}
