package dev.streambed.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A response that is sent as it is written, on its own connection.
///
/// The connection is new and closed after the platform's response: the platform requires that, and
/// a response that breaks affects nothing else.
final class StreamedResponseBody extends ResponseBody {

  private final RuntimeApiEndpoint runtimeApiEndpoint;
  private final RuntimeApiRequest call;
  private final byte[] prelude;
  private volatile @Nullable Connection connection;
  private @Nullable ChunkedBodyWriter chunks;

  /// True during a write, and permanently after a failed one.
  private boolean broken;

  /// @param prelude sent first, as one chunk, before the body
  StreamedResponseBody(
      WriteGate writeGate,
      RuntimeApiEndpoint runtimeApiEndpoint,
      RuntimeApiRequest call,
      byte[] prelude) {
    super(writeGate);
    this.runtimeApiEndpoint = runtimeApiEndpoint;
    this.call = call;
    this.prelude = prelude;
  }

  @Override
  void accept(byte[] data, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    ChunkedBodyWriter open = opened();
    try {
      broken = true;
      open.write(data, offset, length);
      broken = false;
    } finally {
      closeIfBroken();
    }
  }

  @Override
  void begin() throws IOException {
    opened();
  }

  @Override
  boolean hasBegun() {
    return chunks != null || broken;
  }

  @Override
  boolean finish() throws IOException {
    opened();
    conclude("");
    return true;
  }

  @Override
  void end(BufferedResponseBody.Sink bufferedResponseSink) throws IOException {
    opened();
    conclude("");
  }

  @Override
  boolean end(Failure failure) throws IOException {
    if (!hasBegun()) {
      return false;
    }
    conclude(failure.trailers());
    return true;
  }

  @Override
  void breakOff() {
    Connection open = connection;
    if (open != null) {
      open.close();
    }
  }

  private ChunkedBodyWriter opened() throws IOException {
    if (broken) {
      throw new IOException("the connection that carried the answer is broken");
    }
    ChunkedBodyWriter open = chunks;
    return open != null ? open : open();
  }

  private ChunkedBodyWriter open() throws IOException {
    Connection fresh = runtimeApiEndpoint.connect();
    connection = fresh;
    try {
      broken = true;
      fresh.begin(call, ChunkedBodyWriter.chunk(prelude));
      broken = false;
    } finally {
      closeIfBroken();
    }
    ChunkedBodyWriter open = new ChunkedBodyWriter(fresh);
    chunks = open;
    return open;
  }

  // After a write that was cut off, the other side could not parse anything further.
  private void closeIfBroken() {
    if (broken) {
      breakOff();
    }
  }

  private void conclude(String trailers) throws IOException {
    Connection open = connection;
    ChunkedBodyWriter body = chunks;
    if (open == null || body == null || broken) {
      throw new IOException("the connection that carried the answer is broken");
    }
    try (open) {
      body.end(trailers);
      RejectedException.throwUnlessAccepted(open.receive(), call);
    }
  }
}
