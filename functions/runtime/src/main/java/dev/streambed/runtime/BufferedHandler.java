package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Runs a [StreamingHandler] on AWS's own Java runtime, where nothing streams: a streamed HTTP
/// answer becomes ordinary proxy JSON at the end, any other answer its bytes.
///
/// The handler is not interrupted at the deadline and its SnapStart hooks are not called: that
/// runtime has no such thing, or knows its own (`org.crac`). As thread-safe as the handler.
public final class BufferedHandler implements RequestStreamHandler {

  private final StreamingHandler handler;

  public BufferedHandler(StreamingHandler handler) {
    this.handler = handler;
  }

  /// Handles one event.
  ///
  /// @throws IOException the handler's own, or when the answer is larger than Lambda allows
  /// @throws IllegalStateException around a checked exception of the handler, which this interface
  ///   does not let pass
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
