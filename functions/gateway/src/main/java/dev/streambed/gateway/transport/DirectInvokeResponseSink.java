package dev.streambed.gateway.transport;

import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.runtime.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// The response to a direct invocation of the function: JSON, without a status.
record DirectInvokeResponseSink(Response response) implements ResponseSink {

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
