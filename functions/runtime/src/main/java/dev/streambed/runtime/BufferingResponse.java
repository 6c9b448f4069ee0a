package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// A [Response] that sends nothing before its end, even if the handler streams.
final class BufferingResponse implements Response {

  private final WriteGate writeGate = new WriteGate();
  private BufferedResponseBody chosen = BufferedResponseBody.plain(writeGate, "application/json");

  @Override
  public OutputStream stream(Prelude prelude) {
    return proxy(prelude);
  }

  @Override
  public OutputStream stream(String contentType) {
    return buffer(contentType);
  }

  @Override
  public OutputStream proxy(Prelude prelude) {
    return choose(BufferedResponseBody.proxy(writeGate, prelude));
  }

  @Override
  public OutputStream buffer(String contentType) {
    return choose(BufferedResponseBody.plain(writeGate, contentType));
  }

  @Override
  public boolean started() {
    return false;
  }

  /// Does nothing: a buffered response is sent when the handler returns.
  @Override
  public void finish() {}

  void end(BufferedResponseBody.Sink bufferedResponseSink) throws IOException {
    writeGate.shut();
    chosen.end(bufferedResponseSink);
  }

  private OutputStream choose(BufferedResponseBody body) {
    chosen.close();
    chosen = body;
    return body;
  }
}
