package dev.streambed.bedrock.forward;

import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import dev.streambed.bedrock.model.ConnectionCutException;
import dev.streambed.bedrock.protocol.FrameParser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Passes a stream on, frame by frame, for as long as the caller stays.
record ForwardedFrames(UpstreamBytes upstreamBytes) implements AnswerBody.FrameSource {

  private static final Duration LOOK_FOR_THE_CALLER = Duration.ofMillis(50);

  @Override
  public void sendTo(AnswerSink answerSink) throws IOException, InterruptedException {
    try (upstreamBytes) {
      FrameParser parser = new FrameParser();
      while (!isOver(answerSink, parser)) {
        answerSink.requireClient();
      }
    }
  }

  private boolean isOver(AnswerSink answerSink, FrameParser parser)
      throws IOException, InterruptedException {
    Optional<UpstreamBytes.Signal> signal = upstreamBytes.next(LOOK_FOR_THE_CALLER);
    if (signal.isEmpty()) {
      return false;
    }
    return switch (signal.get()) {
      case UpstreamBytes.Signal.Bytes(byte[] bytes) -> {
        parser.feed(bytes, bytes.length);
        passOn(answerSink, parser);
        yield false;
      }
      case UpstreamBytes.Signal.End() -> {
        answerSink.send(parser.rest());
        yield true;
      }
      case UpstreamBytes.Signal.Broken _ -> {
        answerSink.send(parser.rest());
        throw new ConnectionCutException("the upstream broke off");
      }
    };
  }

  private static void passOn(AnswerSink answerSink, FrameParser parser)
      throws IOException, InterruptedException {
    for (Optional<byte[]> frame = parser.next(); frame.isPresent(); frame = parser.next()) {
      List<byte[]> one = List.of(frame.get());
      answerSink.sendChunk(() -> one);
    }
  }
}
