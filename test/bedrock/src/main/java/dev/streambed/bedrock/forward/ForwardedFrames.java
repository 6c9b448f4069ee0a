package dev.streambed.bedrock.forward;

import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import dev.streambed.bedrock.protocol.FrameParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
        throw new AnswerSink.ConnectionCutException("the upstream broke off");
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

  /// The bytes of an upstream answer, for a reader that has other work to do while it waits. The
  /// next bytes are asked for when the last ones are taken. For one reading thread; closing it ends
  /// the upstream's answer.
  static final class UpstreamBytes implements AutoCloseable {

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    private UpstreamBytes() {}

    static UpstreamBytes of(Flow.Publisher<List<ByteBuffer>> publisher) {
      UpstreamBytes upstreamBytes = new UpstreamBytes();
      publisher.subscribe(upstreamBytes.new Subscriber());
      return upstreamBytes;
    }

    /// What the upstream said.
    sealed interface Signal {

      // Handed on once and never compared.
      @SuppressWarnings("ArrayRecordComponent")
      record Bytes(byte[] bytes) implements Signal {}

      record End() implements Signal {}

      record Broken(Throwable cause) implements Signal {}
    }

    /// The next bytes or the end.
    ///
    /// @return nothing when neither came in time
    Optional<Signal> next(Duration timeout) throws InterruptedException {
      Signal signal = signals.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (signal instanceof Signal.Bytes) {
        subscription.join().request(1);
      }
      return Optional.ofNullable(signal);
    }

    @Override
    public void close() {
      subscription.join().cancel();
    }

    private final class Subscriber implements Flow.Subscriber<List<ByteBuffer>> {

      @Override
      public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(1);
      }

      @Override
      public void onNext(List<ByteBuffer> buffers) {
        ByteBuffer joined =
            ByteBuffer.allocate(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(joined::put);
        signals.add(new Signal.Bytes(joined.array()));
      }

      @Override
      public void onError(Throwable cause) {
        signals.add(new Signal.Broken(cause));
      }

      @Override
      public void onComplete() {
        signals.add(new Signal.End());
      }
    }
  }
}
