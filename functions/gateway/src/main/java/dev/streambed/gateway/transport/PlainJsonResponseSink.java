package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// The way back to whoever invoked the function with something of their own: JSON, and no status.
record PlainJsonResponseSink(Response response) implements ResponseSink {

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers) {
    return response.buffer("application/json");
  }

  @Override
  public void finish() throws IOException {
    response.finish();
  }
}
