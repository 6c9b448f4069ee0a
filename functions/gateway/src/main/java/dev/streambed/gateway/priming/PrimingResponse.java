package dev.streambed.gateway.priming;

import dev.streambed.runtime.Prelude;
import dev.streambed.runtime.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// The event and the discarded response of priming.
public final class PrimingResponse implements Response {

  /// The event of a streamed request.
  public static InputStream event() {
    return new ByteArrayInputStream(PrimingFixtures.event());
  }

  @Override
  public OutputStream stream(Prelude prelude) {
    return OutputStream.nullOutputStream();
  }

  @Override
  public OutputStream stream(String contentType) {
    return OutputStream.nullOutputStream();
  }

  @Override
  public OutputStream proxy(Prelude prelude) {
    return OutputStream.nullOutputStream();
  }

  @Override
  public OutputStream buffer(String contentType) {
    return OutputStream.nullOutputStream();
  }

  @Override
  public boolean started() {
    return false;
  }

  @Override
  public void finish() {}
}
