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

/// One JSON array, for a front door that takes answers whole.
final class ArrayReply implements Reply {

  private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");

  private final ReturnPath back;
  private final boolean includeUsage;
  private final RequestId requestId;
  private @Nullable OutputStream out;

  ArrayReply(ReturnPath back, boolean includeUsage, RequestId requestId) {
    this.back = back;
    this.includeUsage = includeUsage;
    this.requestId = requestId;
  }

  @Override
  public void piece(Piece piece) throws IOException {
    StringBuilder element = new StringBuilder();
    switch (piece) {
      case Piece.Text(String content) -> {
        element.append("{\"content\":");
        JsonWriter.appendQuoted(element, content);
      }
      case Piece.Event(String json) ->
          element.append("{\"event\":").append(JsonLines.oneLine(json));
    }
    add(element.append('}').toString());
  }

  /// Nobody reads along.
  @Override
  public void silence() {}

  @Override
  public void end(Ending ending) throws IOException {
    switch (ending) {
      case Ending.Complete(Usage usage, String stopReason) ->
          close(
              includeUsage
                  ? "{\"done\": true,\"usage\":" + UsageObject.of(usage, stopReason) + "}"
                  : "{\"done\": true}");
      case Ending.Stopped(Usage usage) ->
          close(
              "{\"done\":true,\"stopReason\":\"stopped\",\"usage\":" + UsageObject.of(usage) + "}");
      case Ending.Failed(_, Problem problem) -> fail(problem);
      case Ending.NotStarted(Problem problem) -> fail(problem);
      case Ending.ClientGone _, Ending.Killed _ -> {}
    }
  }

  private void fail(Problem problem) throws IOException {
    if (out == null) {
      Replies.problem(back, problem, requestId);
      return;
    }
    close(ErrorObject.of(problem, requestId));
  }

  private void close(String lastElement) throws IOException {
    add(lastElement);
    write("]");
  }

  private void add(String element) throws IOException {
    write(out == null ? "[" : ",");
    write(element);
  }

  private void write(String json) throws IOException {
    OutputStream body = out == null ? back.begin(200, HEADERS) : out;
    out = body;
    body.write(json.getBytes(StandardCharsets.UTF_8));
  }
}
