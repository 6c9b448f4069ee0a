package dev.streambed.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/// Runs a [StreamingHandler] on AWS's own Java runtime, where nothing streams: a streamed HTTP
/// answer becomes ordinary proxy JSON at the end, any other answer its bytes.
@SuppressWarnings("DoNotCallSuggester") // the types first; the adapter follows
public final class BufferedHandler implements RequestStreamHandler {

  public BufferedHandler(StreamingHandler handler) {}

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context) {
    throw new UnsupportedOperationException("in the making");
  }
}
