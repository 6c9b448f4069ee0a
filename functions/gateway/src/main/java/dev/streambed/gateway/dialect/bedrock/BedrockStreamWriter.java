package dev.streambed.gateway.dialect.bedrock;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.response.ResponseWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Bedrock's event stream: its frames as they come, and ours only for what Bedrock does not say.
final class BedrockStreamWriter implements ResponseWriter {

  private static final String STOPPED_SENTENCE = "The answer was stopped by its caller.";

  private final ResponseSink sink;
  private final Operation operation;
  private final RequestId requestId;
  private BedrockResponseHead head = BedrockResponseHead.NONE;
  private @Nullable OutputStream out;

  BedrockStreamWriter(ResponseSink sink, Operation operation, RequestId requestId) {
    this.sink = sink;
    this.operation = operation;
    this.requestId = requestId;
  }

  @Override
  public void chunk(Chunk chunk, BedrockResponseHead latest) throws IOException {
    head = latest;
    chunk(chunk);
  }

  @Override
  public void chunk(Chunk chunk) throws IOException {
    if (chunk instanceof Chunk.Frame frame) {
      send(frame.bytes().bytes());
    }
  }

  /// An event of a type that no SDK knows, which all of them pass over.
  @Override
  public void ping() throws IOException {
    send(frame("event", "ping", "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Failed(_, Problem problem) -> fail(problem);
      case Outcome.NotStarted(Problem problem) -> fail(problem);
      case Outcome.Stopped _ -> {
        send(frame("exception", AwsError.STOPPED, AwsError.message(STOPPED_SENTENCE)));
        // Draining the model may take long, and the caller must not wait for that.
        sink.finish();
      }
      case Outcome.Complete _, Outcome.ClientGone _, Outcome.Killed _ -> {}
    }
  }

  private void fail(Problem problem) throws IOException {
    AwsError error = AwsError.of(problem);
    if (out == null) {
      sink.begin(error.status(), error.headers(problem, requestId)).write(error.body(problem));
    } else {
      send(frame("exception", error.inStream(), error.body(problem)));
    }
  }

  private static byte[] frame(String kind, String type, byte[] payload) {
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type",
            HeaderValue.fromString(kind),
            ":" + kind + "-type",
            HeaderValue.fromString(type),
            ":content-type",
            HeaderValue.fromString("application/json"));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    new Message(headers, payload).encode(frame);
    return frame.toByteArray();
  }

  private void send(byte[] frame) throws IOException {
    OutputStream body = out == null ? sink.begin(200, headers()) : out;
    out = body;
    body.write(frame);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(head.headers());
    headers.putIfAbsent("x-amzn-requestid", requestId.value());
    headers.put("content-type", "application/vnd.amazon.eventstream");
    if (!operation.isConverse()) {
      headers.putIfAbsent("x-amzn-bedrock-content-type", "application/json");
    }
    return headers;
  }
}
