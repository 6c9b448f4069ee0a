package dev.streambed.runtime;

import java.io.IOException;
import java.io.OutputStream;

/// The [Response] of one invocation. The handler's side is for one thread at a time; the runtime's
/// side ends the answer from any thread.
final class Answer implements Response {

  private static final String HTTP_INTEGRATION =
      "application/vnd.awslambda.http-integration-response";

  /// How long a write that is under way may take before its connection is cut.
  private static final long PATIENCE_MILLIS = 100;

  private final Gate gate = new Gate();
  private final Endpoint endpoint;
  private final Invocation invocation;
  private volatile boolean finished;
  private volatile AnswerBody chosen = CollectedBody.plain(gate, "application/json");

  Answer(Endpoint endpoint, Invocation invocation) {
    this.endpoint = endpoint;
    this.invocation = invocation;
  }

  @Override
  public OutputStream stream(Prelude prelude) {
    StreamedResponse call = new StreamedResponse(invocation, HTTP_INTEGRATION);
    return choose(new StreamedBody(gate, endpoint, call, PreludeJson.render(prelude)));
  }

  @Override
  public OutputStream stream(String contentType) {
    HttpSyntax.checkValue(contentType);
    StreamedResponse call = new StreamedResponse(invocation, contentType);
    return choose(new StreamedBody(gate, endpoint, call, Call.NOTHING));
  }

  @Override
  public OutputStream proxy(Prelude prelude) {
    return choose(CollectedBody.proxy(gate, prelude));
  }

  @Override
  public OutputStream buffer(String contentType) {
    HttpSyntax.checkValue(contentType);
    return choose(CollectedBody.plain(gate, contentType));
  }

  @Override
  public boolean started() {
    return chosen.began();
  }

  @Override
  public void finish() throws IOException {
    gate.enter();
    try {
      finished = chosen.finish();
      if (finished) {
        gate.shut();
      }
    } finally {
      gate.leave();
    }
  }

  /// Ends the answer as whole, unless the handler has.
  void end(Outlet outlet) throws IOException {
    gate.shut();
    if (!finished) {
      chosen.end(outlet);
    }
  }

  /// Ends the answer as failed.
  ///
  /// @return false when it had not begun, so that the failure must be told in another way; one that
  ///   the handler has ended before stays whole
  boolean end(Failure failure) throws IOException {
    gate.shut();
    return finished || chosen.end(failure);
  }

  /// Takes the answer away from a handler that does not return. A write that hangs is cut off, and
  /// with it the answer: half a chunk cannot be ended in good order.
  void takeAway() {
    if (!gate.shutWithin(PATIENCE_MILLIS)) {
      chosen.breakOff();
      gate.shut();
    }
  }

  private OutputStream choose(AnswerBody body) {
    if (chosen.began()) {
      throw new IllegalStateException("the answer has begun");
    }
    chosen.close();
    chosen = body;
    return body;
  }
}
