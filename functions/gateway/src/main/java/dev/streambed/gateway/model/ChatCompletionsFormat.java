package dev.streambed.gateway.model;

import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Chat completions in the format of OpenAI's API: gpt-oss, Mistral chat, AI21 Jamba, DeepSeek and
/// others. Tool calls, reasoning, and choices with another index than the first one are passed
/// through unchanged.
///
/// gpt-oss writes its reasoning into its text, between tags. It is moved into the member
/// `reasoning` of a chunk's `delta`, where other models have theirs. One instance per answer; not
/// thread-safe.
final class ChatCompletionsFormat implements StreamFormat {

  private static final List<String> BESIDES_TEXT =
      List.of("tool_calls", "function_call", "reasoning", "reasoning_content", "refusal");

  private final ReasoningTagParser tags = new ReasoningTagParser(this::reasoning);
  private OptionalLong shown = OptionalLong.empty();

  @Override
  public Optional<ParsedEvent> read(ModelEvent event) {
    return event.object().array("choices").map(choices -> read(event, choices.elements()));
  }

  /// Text that was held back because it might have become a tag.
  List<Chunk> rest() {
    return tags.rest();
  }

  private ParsedEvent read(ModelEvent event, List<Json> choices) {
    if (choices.isEmpty()) {
      return ParsedEvent.NOTHING;
    }
    return choices.size() == 1 && choices.getFirst() instanceof JsonObject choice && isShown(choice)
        ? read(event, choice)
        : ParsedEvent.raw(event);
  }

  // Some models number their only choice 1.
  private boolean isShown(JsonObject choice) {
    long index = choice.number("index").orElse(0);
    if (shown.isEmpty()) {
      shown = OptionalLong.of(index);
    }
    return shown.getAsLong() == index;
  }

  private ParsedEvent read(ModelEvent event, JsonObject choice) {
    JsonObject message = choice.object("delta").orElse(choice.objectOrEmpty("message"));
    String stopReason = stopReason(choice);
    ParsedEvent parsedEvent = content(event, message.get("content").or(() -> choice.get("text")));
    boolean saysMore = BESIDES_TEXT.stream().anyMatch(name -> isSaid(message.get(name)));
    if (saysMore || !stopReason.isEmpty()) {
      parsedEvent = parsedEvent.with(tags.rest());
    }
    return (saysMore ? parsedEvent.with(new Chunk.Event(event.json())) : parsedEvent)
        .endingWith(stopReason);
  }

  private ParsedEvent content(ModelEvent event, Optional<Json> content) {
    return switch (content.orElse(new JsonString(""))) {
      case JsonString(String text) -> ParsedEvent.NOTHING.with(tags.read(text));
      case JsonArray(List<Json> parts) -> parts(event, parts);
      case JsonObject part -> parts(event, List.of(part));
      default -> ParsedEvent.NOTHING;
    };
  }

  // A list with an element that is not text, such as thinking, is passed through once, as a whole.
  private ParsedEvent parts(ModelEvent event, List<Json> parts) {
    ParsedEvent parsedEvent = ParsedEvent.NOTHING;
    boolean passedOn = false;
    for (Json part : parts) {
      Optional<String> text = text(part);
      if (text.isPresent()) {
        parsedEvent = parsedEvent.with(tags.read(text.get()));
      } else if (!passedOn) {
        parsedEvent = parsedEvent.with(tags.rest()).with(new Chunk.Event(event.json()));
        passedOn = true;
      }
    }
    return parsedEvent;
  }

  private static Optional<String> text(Json part) {
    return switch (part) {
      case JsonString(String text) -> Optional.of(text);
      case JsonObject object when object.text("type").orElse("text").equals("text") ->
          object.text("text");
      default -> Optional.empty();
    };
  }

  private Chunk reasoning(String text) {
    JsonObject delta = new JsonObject(Map.of("reasoning", new JsonString(text)));
    return new Chunk.Event(
        "{\"choices\":[{\"index\":"
            + JsonNumber.of(shown.orElse(0)).write()
            + ",\"delta\":"
            + delta.write()
            + "}]}");
  }

  private static boolean isSaid(Optional<Json> value) {
    return switch (value.orElse(new JsonString(""))) {
      case JsonString(String text) -> !text.isEmpty();
      case JsonArray(List<Json> elements) -> !elements.isEmpty();
      case JsonObject _ -> true;
      default -> false;
    };
  }

  private static String stopReason(JsonObject choice) {
    return choice.text("finish_reason").or(() -> choice.text("stop_reason")).orElse("");
  }
}
