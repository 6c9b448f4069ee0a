package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import dev.streambed.bedrock.protocol.DamagedFrameException;
import dev.streambed.bedrock.protocol.FrameParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends a recorded stream frame by frame.
///
/// @param frames each as it was recorded; a damaged rest counts as one
/// @param between the pause between two of them
record RecordedFrames(List<byte[]> frames, Duration between) implements AnswerBody.FrameSource {

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
