package dev.streambed.local.http;

import dev.streambed.runtimeapi.ResponseSink;
import java.util.Arrays;

/// Keeps a function's answer until it is whole. The sink's methods are for one thread; [#body] is
/// for whoever knows that the answer has ended.
public final class BufferedResponse implements ResponseSink {

  private byte[] body = {};

  @Override
  public void head(String contentType, boolean streaming) {
    // A buffered answer is JSON by agreement, whatever its content type says.
  }

  @Override
  public void bytes(byte[] buffer, int offset, int length) {
    body = Arrays.copyOfRange(buffer, offset, offset + length);
  }

  /// The whole answer.
  public byte[] body() {
    return body;
  }
}
