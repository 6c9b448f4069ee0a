package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonNumber;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.Piece;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Chat completions as OpenAI's API writes them: gpt-oss, Mistral's chat, AI21 Jamba, DeepSeek and
/// others. Tool calls and reasoning are passed on as they came, and so are further choices: those
/// of another index than the answer began with.
///
/// gpt-oss writes its reasoning into its text, between tags. It is put where the same model has it
/// elsewhere, and where others have it: into the member `reasoning` of a chunk's `delta`. Of one
/// answer, and of one thread.
final class ChatChoices implements Family {

  private static final List<String> BESIDES_TEXT =
      List.of("tool_calls", "function_call", "reasoning", "reasoning_content", "refusal");

  private final ReasoningTags tags = new ReasoningTags(this::reasoning);
  private OptionalLong shown = OptionalLong.empty();

  @Override
  public Optional<Reading> read(ModelEvent event) {
    return event.object().array("choices").map(choices -> read(event, choices.elements()));
  }

  /// Text that was held back because it might have become a tag.
  List<Piece> rest() {
    return tags.rest();
  }

  private Reading read(ModelEvent event, List<Json> choices) {
    if (choices.isEmpty()) {
      return Reading.NOTHING;
    }
    return choices.size() == 1 && choices.getFirst() instanceof JsonObject choice && isShown(choice)
        ? read(event, choice)
        : Reading.raw(event);
  }

  // Some models count their only choice from 1.
  private boolean isShown(JsonObject choice) {
    long index = choice.number("index").orElse(0);
    if (shown.isEmpty()) {
      shown = OptionalLong.of(index);
    }
    return shown.getAsLong() == index;
  }

  private Reading read(ModelEvent event, JsonObject choice) {
    JsonObject message = choice.object("delta").orElse(choice.objectOrEmpty("message"));
    String stopReason = stopReason(choice);
    Reading reading = content(event, message.get("content").or(() -> choice.get("text")));
    boolean saysMore = BESIDES_TEXT.stream().anyMatch(name -> isSaid(message.get(name)));
    if (saysMore || !stopReason.isEmpty()) {
      reading = reading.with(tags.rest());
    }
    return (saysMore ? reading.with(new Piece.Event(event.json())) : reading)
        .endingWith(stopReason);
  }

  private Reading content(ModelEvent event, Optional<Json> content) {
    return switch (content.orElse(new JsonText(""))) {
      case JsonText(String text) -> Reading.NOTHING.with(tags.read(text));
      case JsonArray(List<Json> parts) -> parts(event, parts);
      case JsonObject part -> parts(event, List.of(part));
      default -> Reading.NOTHING;
    };
  }

  // A list of which anything is not text, thinking for one, is passed on, once and where that
  // stands.
  private Reading parts(ModelEvent event, List<Json> parts) {
    Reading reading = Reading.NOTHING;
    boolean passedOn = false;
    for (Json part : parts) {
      Optional<String> text = text(part);
      if (text.isPresent()) {
        reading = reading.with(tags.read(text.get()));
      } else if (!passedOn) {
        reading = reading.with(tags.rest()).with(new Piece.Event(event.json()));
        passedOn = true;
      }
    }
    return reading;
  }

  private static Optional<String> text(Json part) {
    return switch (part) {
      case JsonText(String text) -> Optional.of(text);
      case JsonObject object when object.text("type").orElse("text").equals("text") ->
          object.text("text");
      default -> Optional.empty();
    };
  }

  private Piece reasoning(String text) {
    JsonObject delta = new JsonObject(Map.of("reasoning", new JsonText(text)));
    return new Piece.Event(
        "{\"choices\":[{\"index\":"
            + JsonNumber.of(shown.orElse(0)).write()
            + ",\"delta\":"
            + delta.write()
            + "}]}");
  }

  private static boolean isSaid(Optional<Json> value) {
    return switch (value.orElse(new JsonText(""))) {
      case JsonText(String text) -> !text.isEmpty();
      case JsonArray(List<Json> elements) -> !elements.isEmpty();
      case JsonObject _ -> true;
      default -> false;
    };
  }

  private static String stopReason(JsonObject choice) {
    return choice.text("finish_reason").or(() -> choice.text("stop_reason")).orElse("");
  }
}
