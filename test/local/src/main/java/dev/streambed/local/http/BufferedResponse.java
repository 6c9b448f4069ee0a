package dev.streambed.local.http;

import dev.streambed.runtimeapi.ResponseSink;
import java.util.Arrays;

/// Collects a function's response. The sink's methods are for one thread; [#body] may be called
/// when the response has ended.
public final class BufferedResponse implements ResponseSink {

  private byte[] body = {};

  @Override
  public void head(String contentType, boolean streaming) {
    // A buffered response is JSON by convention, whatever its content type.
  }

  @Override
  public void bytes(byte[] buffer, int offset, int length) {
    body = Arrays.copyOfRange(buffer, offset, offset + length);
  }

  /// The complete response.
  public byte[] body() {
    return body;
  }
}
