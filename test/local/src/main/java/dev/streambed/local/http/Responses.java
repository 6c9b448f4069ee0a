package dev.streambed.local.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Ends responses.
public final class Responses {

  private Responses() {}

  /// Sends a complete response.
  public static void send(ResponseHead head, byte[] body, Response response, Callback callback) {
    head.applyTo(response);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /// Ends a streamed response.
  public static void end(Response response, Callback callback) {
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  /// Breaks off a response, so that the client notices that it is incomplete.
  public static void abort(Callback callback) {
    callback.failed(new IOException("the function's answer broke off"));
  }
}
