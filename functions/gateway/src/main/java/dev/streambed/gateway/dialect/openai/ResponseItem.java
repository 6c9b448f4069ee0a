package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonObjectBuilder;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Optional;

/// One item of an answer while the model writes it. Not thread-safe.
///
/// In: what the model writes. Out: the item's events, in OpenAI's order, and the whole item.
sealed interface ResponseItem {

  String IN_PROGRESS = "in_progress";

  /// Sends the events that the item begins with.
  void begin();

  /// Adds the next characters.
  void add(String more);

  /// Sends the events that the item ends with.
  ///
  /// @param status `completed` or `incomplete`
  /// @return the whole item
  JsonObject end(String status);

  /// A text.
  final class Message implements ResponseItem {

    private final ItemEvents events;
    private final StringBuilder text = new StringBuilder();

    Message(ItemEvents events) {
      this.events = events;
    }

    @Override
    public void begin() {
      events.begin(json(IN_PROGRESS, List.of()));
      events.add("response.content_part.added", part().put("part", content()));
    }

    @Override
    public void add(String more) {
      text.append(more);
      events.add(
          "response.output_text.delta",
          part().put("delta", more).put("logprobs", new JsonArray(List.of())));
    }

    @Override
    public JsonObject end(String status) {
      events.add(
          "response.output_text.done",
          part().put("text", text.toString()).put("logprobs", new JsonArray(List.of())));
      events.add("response.content_part.done", part().put("part", content()));
      JsonObject item = json(status, List.of(content()));
      events.end(item);
      return item;
    }

    private JsonObject json(String status, List<Json> content) {
      return events
          .item("message")
          .put("status", status)
          .put("role", "assistant")
          .put("content", new JsonArray(content))
          .build();
    }

    private JsonObject content() {
      return JsonObjectBuilder.of("type", "output_text")
          .put("text", text.toString())
          .put("annotations", new JsonArray(List.of()))
          .put("logprobs", new JsonArray(List.of()))
          .build();
    }

    private static JsonObjectBuilder part() {
      return new JsonObjectBuilder().put("content_index", 0);
    }
  }

  /// A call of a function.
  final class FunctionCall implements ResponseItem {

    private final ItemEvents events;
    private final String callId;
    private final ToolNames.Name name;
    private final StringBuilder arguments = new StringBuilder();

    FunctionCall(ItemEvents events, String callId, ToolNames.Name name) {
      this.events = events;
      this.callId = callId;
      this.name = name;
    }

    @Override
    public void begin() {
      events.begin(json(IN_PROGRESS));
    }

    @Override
    public void add(String more) {
      arguments.append(more);
      events.add("response.function_call_arguments.delta", JsonObjectBuilder.of("delta", more));
    }

    @Override
    public JsonObject end(String status) {
      if (arguments.isEmpty()) {
        // Bedrock sends nothing for an empty input, and clients parse what they got.
        add("{}");
      }
      events.add(
          "response.function_call_arguments.done",
          JsonObjectBuilder.of("name", name.name()).put("arguments", arguments.toString()));
      JsonObject item = json(status);
      events.end(item);
      return item;
    }

    private JsonObject json(String status) {
      return events
          .item("function_call")
          .put("status", status)
          .put("call_id", callId)
          .put("name", name.name())
          .put("namespace", name.namespace().map(JsonString::new))
          .put("arguments", arguments.toString())
          .build();
    }
  }

  /// The model's reasoning, which stands for its own summary.
  final class Reasoning implements ResponseItem {

    private final ItemEvents events;
    private final boolean isSealed;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private Optional<String> redacted = Optional.empty();

    /// @param isSealed whether it is wanted in a form that can be sent back
    Reasoning(ItemEvents events, boolean isSealed) {
      this.events = events;
      this.isSealed = isSealed;
    }

    void sign(String more) {
      signature.append(more);
    }

    void redact(String base64) {
      redacted = Optional.of(base64);
    }

    @Override
    public void begin() {
      events.begin(json());
    }

    @Override
    public void add(String more) {
      if (text.isEmpty()) {
        events.add("response.reasoning_summary_part.added", part().put("part", summary()));
      }
      text.append(more);
      events.add("response.reasoning_summary_text.delta", part().put("delta", more));
    }

    @Override
    public JsonObject end(String status) {
      if (!text.isEmpty()) {
        events.add("response.reasoning_summary_text.done", part().put("text", text.toString()));
        events.add("response.reasoning_summary_part.done", part().put("part", summary()));
      }
      JsonObject item = json();
      events.end(item);
      return item;
    }

    private JsonObject json() {
      return events
          .item("reasoning")
          .put("summary", new JsonArray(text.isEmpty() ? List.of() : List.of(summary())))
          .put("encrypted_content", sealed().map(JsonString::new))
          .build();
    }

    private Optional<String> sealed() {
      if (!isSealed) {
        return Optional.empty();
      }
      Optional<JsonObject> content =
          redacted.map(bytes -> JsonObjectBuilder.of("redactedContent", new JsonString(bytes)));
      return content.or(this::signed).map(ReasoningSeal::seal);
    }

    private Optional<JsonObject> signed() {
      return signature.isEmpty()
          ? Optional.empty()
          : Optional.of(
              JsonObjectBuilder.of(
                  "reasoningText",
                  JsonObjectBuilder.of("text", text.toString())
                      .put("signature", signature.toString())
                      .build()));
    }

    private JsonObject summary() {
      return JsonObjectBuilder.of("type", "summary_text").put("text", text.toString()).build();
    }

    private static JsonObjectBuilder part() {
      return new JsonObjectBuilder().put("summary_index", 0);
    }
  }
}
