package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.dialect.converse.ConverseEvent;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns what a model says into the items of a response. Neighbouring blocks of text become one
/// message. Not thread-safe.
final class ResponseOutput {

  private final String requestId;
  private final ToolNames toolNames;
  private final boolean hasEncryptedReasoning;
  private final ResponseEvents events;
  private final List<Json> items = new ArrayList<>();
  private @Nullable ResponseItem open;

  ResponseOutput(
      String requestId, ToolNames toolNames, boolean hasEncryptedReasoning, ResponseEvents events) {
    this.requestId = requestId;
    this.toolNames = toolNames;
    this.hasEncryptedReasoning = hasEncryptedReasoning;
    this.events = events;
  }

  void add(ConverseEvent event) {
    switch (event) {
      case ConverseEvent.TextDelta(_, String text) -> message().add(text);
      case ConverseEvent.ReasoningDelta(_, String text) -> reasoning().add(text);
      case ConverseEvent.ReasoningSignature(_, String signature) -> reasoning().sign(signature);
      case ConverseEvent.RedactedReasoning(_, String base64) -> reasoning().redact(base64);
      case ConverseEvent.ToolUseStarted(_, String id, String name) ->
          begin(new ResponseItem.FunctionCall(next("fc_"), id, toolNames.of(name)));
      case ConverseEvent.ToolInputDelta(_, String json) -> {
        if (open instanceof ResponseItem.FunctionCall call) {
          call.add(json);
        }
      }
      case ConverseEvent.BlockStopped _ -> {
        if (!(open instanceof ResponseItem.Message)) {
          end("completed");
        }
      }
      case ConverseEvent.CitationDelta _,
          ConverseEvent.MessageStopped _,
          ConverseEvent.Metadata _,
          ConverseEvent.Other _ -> {
        // There is no word for it, or it is said at the end.
      }
    }
  }

  /// Ends the item that the model was writing, if any.
  ///
  /// @param status `completed` or `incomplete`
  void end(String status) {
    ResponseItem last = open;
    if (last != null) {
      open = null;
      items.add(last.end(status));
    }
  }

  Json items() {
    return new JsonArray(items);
  }

  private ResponseItem message() {
    return open instanceof ResponseItem.Message message
        ? message
        : begin(new ResponseItem.Message(next("msg_")));
  }

  private ResponseItem.Reasoning reasoning() {
    return open instanceof ResponseItem.Reasoning reasoning
        ? reasoning
        : begin(new ResponseItem.Reasoning(next("rs_"), hasEncryptedReasoning));
  }

  // An item begins when the one before has ended.
  private ItemEvents next(String prefix) {
    end("completed");
    return new ItemEvents(prefix + requestId + "_" + items.size(), items.size(), events);
  }

  private <T extends ResponseItem> T begin(T item) {
    open = item;
    item.begin();
    return item;
  }
}
