package dev.streambed.runtime.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.streambed.runtime.BufferedHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// The countdown for AWS's stock runtime, which builds a handler by its name.
public final class BufferedCountdown implements RequestStreamHandler {

  private final BufferedHandler handler = new BufferedHandler(new Countdown());

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(event, output, context);
  }
}
