package dev.streambed.bedrock.replay;

import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.answer.Outlet;
import dev.streambed.bedrock.wire.DamagedFrameException;
import dev.streambed.bedrock.wire.FrameParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Sends a recorded stream frame by frame.
///
/// @param frames each as it was recorded; a damaged rest counts as one
/// @param between the pause between two of them
record RecordedFrames(List<byte[]> frames, Duration between) implements Body.Frames {

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
  public void sendTo(Outlet outlet) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (int index = 0; index < frames.size(); index++) {
      byte[] frame = frames.get(index);
      outlet.waitUntil(begun + between.multipliedBy(index).toNanos());
      outlet.piece(() -> List.of(frame));
    }
  }
}
