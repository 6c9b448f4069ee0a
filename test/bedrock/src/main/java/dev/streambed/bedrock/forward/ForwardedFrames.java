package dev.streambed.bedrock.forward;

import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.answer.CutException;
import dev.streambed.bedrock.answer.Outlet;
import dev.streambed.bedrock.wire.FrameParser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Passes a stream on, frame by frame, for as long as the caller stays.
record ForwardedFrames(Inflow inflow) implements Body.Frames {

  private static final Duration LOOK_FOR_THE_CALLER = Duration.ofMillis(50);

  @Override
  public void sendTo(Outlet outlet) throws IOException, InterruptedException {
    try (inflow) {
      FrameParser parser = new FrameParser();
      while (!isOver(outlet, parser)) {
        outlet.check();
      }
    }
  }

  private boolean isOver(Outlet outlet, FrameParser parser)
      throws IOException, InterruptedException {
    Optional<Inflow.Signal> signal = inflow.next(LOOK_FOR_THE_CALLER);
    if (signal.isEmpty()) {
      return false;
    }
    return switch (signal.get()) {
      case Inflow.Signal.Bytes(byte[] bytes) -> {
        parser.feed(bytes, bytes.length);
        passOn(outlet, parser);
        yield false;
      }
      case Inflow.Signal.End() -> {
        outlet.send(parser.rest());
        yield true;
      }
      case Inflow.Signal.Broken _ -> {
        outlet.send(parser.rest());
        throw new CutException("the upstream broke off");
      }
    };
  }

  private static void passOn(Outlet outlet, FrameParser parser)
      throws IOException, InterruptedException {
    for (Optional<byte[]> frame = parser.next(); frame.isPresent(); frame = parser.next()) {
      List<byte[]> one = List.of(frame.get());
      outlet.piece(() -> one);
    }
  }
}
