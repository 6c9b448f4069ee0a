package dev.streambed.runtime;

import java.io.IOException;

/// Sends a collected answer to the platform.
record RuntimeApiResponseSink(RuntimeApiClient runtimeApiClient, Invocation invocation)
    implements BufferedResponseSink {

  @Override
  public void send(String contentType, byte[] answer) throws IOException {
    BufferedResponseRequest call = new BufferedResponseRequest(invocation, contentType, answer);
    RejectedException.throwUnlessAccepted(runtimeApiClient.call(call), call);
  }
}
