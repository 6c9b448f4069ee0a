package dev.streambed.gateway.model;

import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonText;
import dev.streambed.gateway.vocabulary.Piece;
import java.util.List;
import java.util.Optional;

/// Chat completions as OpenAI's API writes them: gpt-oss, Mistral's chat, AI21 Jamba, DeepSeek and
/// others. Tool calls and reasoning are passed on as they came, and so are further choices.
final class ChatChoices implements Family {

  private static final List<String> BESIDES_TEXT =
      List.of("tool_calls", "function_call", "reasoning", "reasoning_content", "refusal");

  @Override
  public Optional<Reading> read(ModelEvent event) {
    return event.object().array("choices").map(choices -> read(event, choices.elements()));
  }

  private static Reading read(ModelEvent event, List<Json> choices) {
    if (choices.isEmpty()) {
      return Reading.NOTHING;
    }
    return choices.size() == 1 && choices.getFirst() instanceof JsonObject choice && isFirst(choice)
        ? read(event, choice).endingWith(stopReason(choice))
        : Reading.raw(event);
  }

  private static boolean isFirst(JsonObject choice) {
    return choice.number("index").orElse(0) == 0;
  }

  private static Reading read(ModelEvent event, JsonObject choice) {
    JsonObject message = choice.object("delta").orElse(choice.objectOrEmpty("message"));
    Optional<String> text = message.text("content").or(() -> choice.text("text"));
    Reading reading = Reading.text(text.orElse(""));
    return saysMore(message) ? reading.with(new Piece.Event(event.json())) : reading;
  }

  // Content that is a list holds thinking besides the text.
  private static boolean saysMore(JsonObject message) {
    return message.get("content").filter(JsonArray.class::isInstance).isPresent()
        || BESIDES_TEXT.stream().anyMatch(name -> isSaid(message.get(name)));
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
