package dev.streambed.gateway.exchange;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.model.ChunkStream;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// An answer of one of several models, or of one in another Region: its caller is told which, in
/// the headers of the response and wherever the caller's API names it. Not thread-safe.
public final class AnsweringModel {

  private static final String MODEL = "x-streambed-model";
  private static final String REGION = "x-streambed-region";

  private final ModelRequest modelRequest;
  private Supplier<List<FailedAttempt>> failed = List::of;
  private boolean isKnown;

  /// @param modelRequest with all that may answer
  public AnsweringModel(ModelRequest modelRequest) {
    this.modelRequest = modelRequest;
  }

  /// A document, which is written when its model is known.
  ///
  /// @param failed the models that were left until then
  static AnsweringModel ofDocument(ModelRequest modelRequest, List<FailedAttempt> failed) {
    AnsweringModel routed = new AnsweringModel(modelRequest);
    routed.failed = () -> failed;
    routed.isKnown = true;
    return routed;
  }

  /// The model is the one that this stream has reached.
  public ChunkStream follow(ChunkStream stream) {
    failed = stream::failedAttempts;
    return stream;
  }

  /// A writer that is told of the model before the first chunk.
  public ResponseWriter writer(ResponseWriter inner) {
    return new Writer(inner);
  }

  /// A sink that adds the headers. A response that begins earlier, with a keep-alive, has none.
  ResponseSink sink(ResponseSink inner) {
    return new Sink(inner);
  }

  private ModelTarget target() {
    return modelRequest.target(failed.get().size()).modelTarget();
  }

  private final class Writer implements ResponseWriter {

    private final ResponseWriter inner;

    Writer(ResponseWriter inner) {
      this.inner = inner;
    }

    @Override
    public void chunk(Chunk chunk, BedrockResponseHead head) throws IOException {
      know();
      inner.chunk(chunk, head);
    }

    @Override
    public void chunk(Chunk chunk) throws IOException {
      know();
      inner.chunk(chunk);
    }

    @Override
    public void ping() throws IOException {
      inner.ping();
    }

    @Override
    public void end(Outcome outcome) throws IOException {
      know();
      inner.end(outcome);
    }

    private void know() {
      if (!isKnown) {
        isKnown = true;
        if (!failed.get().isEmpty()) {
          inner.answeredBy(target().model());
        }
      }
    }
  }

  private final class Sink implements ResponseSink {

    private final ResponseSink inner;

    Sink(ResponseSink inner) {
      this.inner = inner;
    }

    @Override
    public boolean streams() {
      return inner.streams();
    }

    @Override
    public OutputStream begin(int status, Map<String, String> headers) throws IOException {
      return inner.begin(status, isKnown ? withModel(headers) : headers);
    }

    @Override
    public void finish() throws IOException {
      inner.finish();
    }

    private Map<String, String> withModel(Map<String, String> headers) {
      Map<String, String> all = new HashMap<>(headers);
      all.put(MODEL, target().model().value());
      if (!target().region().isEmpty()) {
        all.put(REGION, target().region());
      }
      return all;
    }
  }
}
