package dev.streambed.gateway.reply;

import dev.streambed.gateway.json.JsonLines;
import dev.streambed.gateway.json.JsonWriter;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;
import dev.streambed.gateway.vocabulary.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Server-sent events.
final class SseReply implements Reply {

  private static final Map<String, String> HEADERS =
      Map.of(
          "content-type", "text/event-stream",
          "cache-control", "no-cache",
          "x-accel-buffering", "no");

  private final ReturnPath back;
  private final boolean includeUsage;
  private final RequestId requestId;
  private final StringBuilder text = new StringBuilder();
  private @Nullable OutputStream out;

  SseReply(ReturnPath back, boolean includeUsage, RequestId requestId) {
    this.back = back;
    this.includeUsage = includeUsage;
    this.requestId = requestId;
  }

  @Override
  public void piece(Piece piece) throws IOException {
    text.append("data: ");
    switch (piece) {
      case Piece.Text(String content) -> {
        text.append("{\"content\": ");
        JsonWriter.appendQuoted(text, content);
      }
      case Piece.Event(String json) -> text.append("{\"event\": ").append(JsonLines.oneLine(json));
    }
    text.append("}\n\n");
    send();
  }

  @Override
  public void silence() throws IOException {
    text.append(": ping\n\n");
    send();
  }

  @Override
  public void end(Ending ending) throws IOException {
    switch (ending) {
      case Ending.Complete(Usage usage, String stopReason) -> complete(usage, stopReason);
      case Ending.Stopped(Usage usage) -> stopped(usage);
      case Ending.Failed(_, Problem problem) -> fail(problem);
      case Ending.NotStarted(Problem problem) -> fail(problem);
      case Ending.ClientGone _, Ending.Killed _ -> {}
    }
  }

  private void complete(Usage usage, String stopReason) throws IOException {
    if (includeUsage) {
      text.append("event: usage\ndata: ").append(UsageObject.of(usage, stopReason)).append("\n\n");
    }
    text.append("data: [DONE]\n\n");
    send();
  }

  private void stopped(Usage usage) throws IOException {
    text.append("event: done\ndata: {\"stopReason\":\"stopped\",\"usage\":")
        .append(UsageObject.of(usage))
        .append(",\"requestId\":");
    JsonWriter.appendQuoted(text, requestId.value());
    text.append("}\n\ndata: [DONE]\n\n");
    send();
    // The model may be read on for long, and nobody is to wait for that.
    back.finish();
  }

  private void fail(Problem problem) throws IOException {
    if (out == null) {
      Replies.problem(back, problem, requestId);
      return;
    }
    text.append("event: error\ndata: ").append(ErrorObject.of(problem, requestId)).append("\n\n");
    send();
  }

  private void send() throws IOException {
    OutputStream body = out == null ? back.begin(200, HEADERS) : out;
    out = body;
    body.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
