package dev.streambed.local.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Ends responses.
public final class Responses {

  private Responses() {}

  /// Sends a whole answer.
  public static void send(ResponseHead head, byte[] body, Response response, Callback callback) {
    head.applyTo(response);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /// Ends an answer that was streamed.
  public static void end(Response response, Callback callback) {
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  /// Ends an answer so that the client sees that it is not whole.
  public static void abort(Callback callback) {
    callback.failed(new IOException("the function's answer broke off"));
  }
}
