package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.model.AnswerSink;
import dev.streambed.bedrock.protocol.FrameEncoder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A sink that fails at the requested byte or chunk. For one answer.
final class FaultySink implements AnswerSink {

  private final AnswerSink answerSink;
  private final List<Fault> faults;
  private final HeldChunks heldChunks;
  private final boolean isHeld;
  private final long cutAt;
  private long bytes;
  private long chunks;

  FaultySink(AnswerSink answerSink, List<Fault> faults, HeldChunks heldChunks) {
    this.answerSink = answerSink;
    this.faults = faults;
    this.heldChunks = heldChunks;
    this.isHeld = faults.stream().anyMatch(Fault.Hold.class::isInstance);
    this.cutAt =
        faults.stream()
            .filter(Fault.Cut.class::isInstance)
            .mapToLong(fault -> ((Fault.Cut) fault).bytes())
            .min()
            .orElse(Long.MAX_VALUE);
  }

  /// The answer is over, though its source has more to say.
  static final class EndedException extends IOException {

    private static final long serialVersionUID = 1L;
  }

  /// The faults that happen before the first byte.
  void open() throws IOException, InterruptedException {
    cutWhenDue();
    strikeAfterPieces();
  }

  @Override
  public void send(byte[] frame) throws IOException, InterruptedException {
    long left = cutAt - bytes;
    byte[] part = frame.length > left ? Arrays.copyOf(frame, (int) left) : frame;
    answerSink.send(part);
    bytes += part.length;
    cutWhenDue();
  }

  @Override
  public void beforeChunk() throws IOException, InterruptedException {
    if (isHeld) {
      heldChunks.await(answerSink);
    }
  }

  @Override
  public void afterChunk() throws IOException, InterruptedException {
    answerSink.afterChunk();
    chunks++;
    strikeAfterPieces();
  }

  @Override
  public void waitUntil(long nanoTime) throws IOException, InterruptedException {
    answerSink.waitUntil(nanoTime);
  }

  @Override
  public void requireClient() throws IOException, InterruptedException {
    answerSink.requireClient();
  }

  private void cutWhenDue() throws AnswerSink.ConnectionCutException {
    if (bytes >= cutAt) {
      throw new AnswerSink.ConnectionCutException(
          "cut after " + bytes + " bytes, as it was asked for");
    }
  }

  private void strikeAfterPieces() throws IOException, InterruptedException {
    for (Fault fault : faults) {
      if (fault instanceof Fault.Silence(var length, long after) && after == chunks) {
        answerSink.waitUntil(System.nanoTime() + length.toNanos());
      }
    }
    for (Fault fault : faults) {
      if (fault instanceof Fault.ExceptionFrame frame && frame.chunks() == chunks) {
        send(FrameEncoder.exception(frame.type(), frame.error().message()));
        throw new EndedException();
      }
    }
  }
}
