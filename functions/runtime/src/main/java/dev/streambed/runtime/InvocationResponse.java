package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// The [Response] of one invocation. The handler's methods are for one thread at a time; the
/// runtime's methods end the response from any thread.
final class InvocationResponse implements Response {

  private static final String HTTP_INTEGRATION =
      "application/vnd.awslambda.http-integration-response";

  /// How long a write in progress may take before its connection is closed.
  private static final long WRITE_TIMEOUT_MILLIS = 100;

  private final WriteGate writeGate = new WriteGate();
  private final RuntimeApiEndpoint runtimeApiEndpoint;
  private final Invocation invocation;
  private volatile boolean finished;
  private volatile ResponseBody chosen = BufferedResponseBody.plain(writeGate, "application/json");

  InvocationResponse(RuntimeApiEndpoint runtimeApiEndpoint, Invocation invocation) {
    this.runtimeApiEndpoint = runtimeApiEndpoint;
    this.invocation = invocation;
  }

  @Override
  public OutputStream stream(Prelude prelude) {
    RuntimeApiRequest call = RuntimeApiRequest.streamedResponse(invocation, HTTP_INTEGRATION);
    return choose(
        new StreamedResponseBody(
            writeGate, runtimeApiEndpoint, call, HttpResponseJson.prelude(prelude)));
  }

  @Override
  public OutputStream stream(String contentType) {
    HttpSyntax.checkValue(contentType);
    RuntimeApiRequest call = RuntimeApiRequest.streamedResponse(invocation, contentType);
    return choose(
        new StreamedResponseBody(
            writeGate, runtimeApiEndpoint, call, RuntimeApiRequest.EMPTY_BODY));
  }

  @Override
  public OutputStream proxy(Prelude prelude) {
    return choose(BufferedResponseBody.proxy(writeGate, prelude));
  }

  @Override
  public OutputStream buffer(String contentType) {
    HttpSyntax.checkValue(contentType);
    return choose(BufferedResponseBody.plain(writeGate, contentType));
  }

  @Override
  public boolean started() {
    return chosen.hasBegun();
  }

  @Override
  public void finish() throws IOException {
    writeGate.enter();
    try {
      finished = chosen.finish();
      if (finished) {
        writeGate.shut();
      }
    } finally {
      writeGate.leave();
    }
  }

  /// Ends the response as complete, unless the handler already has.
  void end(BufferedResponseBody.Sink bufferedResponseSink) throws IOException {
    writeGate.shut();
    if (!finished) {
      chosen.end(bufferedResponseSink);
    }
  }

  /// Ends the response as failed. A response that the handler has finished stays complete.
  ///
  /// @return false when it had not started, so that the failure must be reported in another way
  boolean end(Failure failure) throws IOException {
    writeGate.shut();
    return finished || chosen.end(failure);
  }

  /// Ends the response of a handler that does not return. A blocked write is aborted, and the
  /// response with it: an incomplete chunk cannot be ended properly.
  void revoke() {
    if (!writeGate.shutWithin(WRITE_TIMEOUT_MILLIS)) {
      chosen.breakOff();
      writeGate.shut();
    }
  }

  private OutputStream choose(ResponseBody body) {
    if (chosen.hasBegun()) {
      throw new IllegalStateException("the answer has begun");
    }
    chosen.close();
    chosen = body;
    return body;
  }
}
