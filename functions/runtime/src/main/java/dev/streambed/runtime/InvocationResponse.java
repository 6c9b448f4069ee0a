package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// The [Response] of one invocation. The handler's side is for one thread at a time; the runtime's
/// side ends the answer from any thread.
final class InvocationResponse implements Response {

  private static final String HTTP_INTEGRATION =
      "application/vnd.awslambda.http-integration-response";

  /// How long a write that is under way may take before its connection is cut.
  private static final long PATIENCE_MILLIS = 100;

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

  /// Ends the answer as whole, unless the handler has.
  void end(BufferedResponseBody.Sink bufferedResponseSink) throws IOException {
    writeGate.shut();
    if (!finished) {
      chosen.end(bufferedResponseSink);
    }
  }

  /// Ends the answer as failed.
  ///
  /// @return false when it had not begun, so that the failure must be told in another way; one that
  ///   the handler has ended before stays whole
  boolean end(Failure failure) throws IOException {
    writeGate.shut();
    return finished || chosen.end(failure);
  }

  /// Takes the answer away from a handler that does not return. A write that hangs is cut off, and
  /// with it the answer: half a chunk cannot be ended in good order.
  void revoke() {
    if (!writeGate.shutWithin(PATIENCE_MILLIS)) {
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
