package dev.streambed.bedrock.fault;

import dev.streambed.bedrock.answer.CutException;
import dev.streambed.bedrock.answer.Outlet;
import dev.streambed.bedrock.wire.Frame;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// An outlet on which things go wrong at the right byte or piece. For one answer.
final class FaultyOutlet implements Outlet {

  private final Outlet outlet;
  private final List<Fault> faults;
  private final Release release;
  private final boolean isHeld;
  private final long cutAt;
  private long bytes;
  private long pieces;

  FaultyOutlet(Outlet outlet, List<Fault> faults, Release release) {
    this.outlet = outlet;
    this.faults = faults;
    this.release = release;
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

  /// What is to happen before the first byte.
  void open() throws IOException, InterruptedException {
    cutWhenDue();
    strikeAfterPieces();
  }

  @Override
  public void send(byte[] frame) throws IOException, InterruptedException {
    long left = cutAt - bytes;
    byte[] part = frame.length > left ? Arrays.copyOf(frame, (int) left) : frame;
    outlet.send(part);
    bytes += part.length;
    cutWhenDue();
  }

  @Override
  public void beforePiece() throws IOException, InterruptedException {
    if (isHeld) {
      release.await(outlet);
    }
  }

  @Override
  public void afterPiece() throws IOException, InterruptedException {
    outlet.afterPiece();
    pieces++;
    strikeAfterPieces();
  }

  @Override
  public void waitUntil(long nanoTime) throws IOException, InterruptedException {
    outlet.waitUntil(nanoTime);
  }

  @Override
  public void check() throws IOException, InterruptedException {
    outlet.check();
  }

  private void cutWhenDue() throws CutException {
    if (bytes >= cutAt) {
      throw new CutException("cut after " + bytes + " bytes, as it was asked for");
    }
  }

  private void strikeAfterPieces() throws IOException, InterruptedException {
    for (Fault fault : faults) {
      if (fault instanceof Fault.Silence(var length, long after) && after == pieces) {
        outlet.waitUntil(System.nanoTime() + length.toNanos());
      }
    }
    for (Fault fault : faults) {
      if (fault instanceof Fault.ExceptionFrame frame && frame.pieces() == pieces) {
        send(Frame.exception(frame.type(), frame.error().message()));
        throw new EndedException();
      }
    }
  }
}
