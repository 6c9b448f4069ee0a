package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Runs a [StreamingHandler] on AWS's own Java runtime, without streaming: a streamed HTTP response
/// becomes proxy JSON at the end, and any other response its bytes.
///
/// The handler is not interrupted at the deadline and its SnapStart hooks are not called: that
/// runtime does not support the former, and has its own hooks (`org.crac`). As thread-safe as the
/// handler.
public final class BufferedHandler implements RequestStreamHandler {

  private final StreamingHandler handler;

  public BufferedHandler(StreamingHandler handler) {
    this.handler = handler;
  }

  /// Handles one event.
  ///
  /// @throws IOException when the handler throws it, or the response is larger than Lambda allows
  /// @throws IllegalStateException wraps other checked exceptions, which this interface does not
  ///   allow
  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    BufferingResponse response = new BufferingResponse();
    handle(event, response, context);
    response.end((_, answer) -> output.write(answer));
  }

  private void handle(InputStream event, Response response, Context context) throws IOException {
    try {
      handler.handle(event, response, context);
    } catch (IOException | RuntimeException failed) {
      throw failed;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the handler was interrupted", interrupted);
    } catch (Exception failed) {
      throw new IllegalStateException("the handler failed", failed);
    }
  }
}
