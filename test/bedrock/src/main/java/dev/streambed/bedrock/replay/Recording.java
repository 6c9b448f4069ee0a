package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.model.Answer;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import dev.streambed.bedrock.protocol.DamagedFrameException;
import dev.streambed.bedrock.protocol.FrameParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One recorded answer; its body stays in its file until it is read.
///
/// @param status the HTTP status
/// @param headers those that can be sent again
/// @param body the file
record Recording(int status, Map<String, String> headers, Path body) {

  Recording {
    headers = Map.copyOf(headers);
  }

  /// The answer.
  ///
  /// @param betweenFrames the pause between two frames
  Answer answer(Duration betweenFrames) throws IOException {
    byte[] bytes = Files.readAllBytes(body);
    AnswerBody sent =
        isStreamed()
            ? new AnswerBody.Streamed(RecordedFrames.of(bytes, betweenFrames))
            : new AnswerBody.Whole(bytes);
    return new Answer(Duration.ZERO, status, headers, sent);
  }

  private boolean isStreamed() {
    return !body.toString().endsWith(".json");
  }

  /// Sends a recorded stream frame by frame.
  ///
  /// @param frames each as it was recorded; a damaged rest counts as one
  /// @param between the pause between two of them
  private record RecordedFrames(List<byte[]> frames, Duration between)
      implements AnswerBody.FrameSource {

    /// Cuts a recorded stream into its frames.
    ///
    /// @param stream the raw bytes
    static RecordedFrames of(byte[] stream, Duration between) {
      FrameParser parser = new FrameParser();
      parser.feed(stream, stream.length);
      List<byte[]> frames = new ArrayList<>();
      for (Optional<byte[]> frame = next(parser); frame.isPresent(); frame = next(parser)) {
        frames.add(frame.get());
      }
      if (parser.rest().length > 0) {
        frames.add(parser.rest());
      }
      return new RecordedFrames(frames, between);
    }

    private static Optional<byte[]> next(FrameParser parser) {
      try {
        return parser.next();
      } catch (DamagedFrameException _) {
        return Optional.empty();
      }
    }

    @Override
    public void sendTo(AnswerSink answerSink) throws IOException, InterruptedException {
      long begun = System.nanoTime();
      for (int index = 0; index < frames.size(); index++) {
        byte[] frame = frames.get(index);
        answerSink.waitUntil(begun + between.multipliedBy(index).toNanos());
        answerSink.sendChunk(() -> List.of(frame));
      }
    }
  }
}
