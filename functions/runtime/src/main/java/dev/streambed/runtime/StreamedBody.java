package dev.streambed.runtime;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An answer that goes out as it is written, on a connection of its own.
///
/// A fresh connection per answer, closed after the platform's word on it: the platform asks for
/// that, and an answer that breaks takes nothing else with it.
final class StreamedBody extends AnswerBody {

  private final Endpoint endpoint;
  private final StreamedResponse call;
  private final byte[] prelude;
  private volatile @Nullable Connection connection;
  private @Nullable ChunkedBody chunks;

  /// Set while something is being written, and for good when that fails.
  private boolean broken;

  /// @param prelude what goes out first, as one chunk, before anything of the body
  StreamedBody(Gate gate, Endpoint endpoint, StreamedResponse call, byte[] prelude) {
    super(gate);
    this.endpoint = endpoint;
    this.call = call;
    this.prelude = prelude;
  }

  @Override
  void accept(byte[] data, int offset, int length) throws IOException {
    if (length == 0) {
      return;
    }
    ChunkedBody open = opened();
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
  boolean began() {
    return chunks != null || broken;
  }

  @Override
  boolean finish() throws IOException {
    opened();
    conclude("");
    return true;
  }

  @Override
  void end(Outlet outlet) throws IOException {
    opened();
    conclude("");
  }

  @Override
  boolean end(Failure failure) throws IOException {
    if (!began()) {
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

  private ChunkedBody opened() throws IOException {
    if (broken) {
      throw new IOException("the connection that carried the answer is broken");
    }
    ChunkedBody open = chunks;
    return open != null ? open : open();
  }

  private ChunkedBody open() throws IOException {
    Connection fresh = endpoint.connect();
    connection = fresh;
    try {
      broken = true;
      fresh.begin(call, ChunkedBody.chunk(prelude));
      broken = false;
    } finally {
      closeIfBroken();
    }
    ChunkedBody open = new ChunkedBody(fresh);
    chunks = open;
    return open;
  }

  // Whatever stops a write in its middle, nothing that follows would be understood.
  private void closeIfBroken() {
    if (broken) {
      breakOff();
    }
  }

  private void conclude(String trailers) throws IOException {
    Connection open = connection;
    ChunkedBody body = chunks;
    if (open == null || body == null || broken) {
      throw new IOException("the connection that carried the answer is broken");
    }
    try (open) {
      body.end(trailers);
      Refused.unlessAccepted(open.receive(), call);
    }
  }
}
