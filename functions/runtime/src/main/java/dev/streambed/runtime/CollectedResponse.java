package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// A [Response] that sends nothing before its end, whichever way the handler chooses.
final class CollectedResponse implements Response {

  private final Gate gate = new Gate();
  private CollectedBody chosen = CollectedBody.plain(gate, "application/json");

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
    return choose(CollectedBody.proxy(gate, prelude));
  }

  @Override
  public OutputStream buffer(String contentType) {
    return choose(CollectedBody.plain(gate, contentType));
  }

  @Override
  public boolean started() {
    return false;
  }

  /// Does nothing: what is sent in one piece is sent at the end.
  @Override
  public void finish() {}

  void end(Outlet outlet) throws IOException {
    gate.shut();
    chosen.end(outlet);
  }

  private OutputStream choose(CollectedBody body) {
    chosen.close();
    chosen = body;
    return body;
  }
}
