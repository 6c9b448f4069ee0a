package dev.streambed.gateway.dialect.anthropic;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelResolver;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonBoolean;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonNull;
import dev.streambed.gateway.json.JsonObjectText;
import dev.streambed.gateway.json.JsonString;
import java.util.Optional;

/// A body in Anthropic's format, read as far as the gateway itself must know it.
sealed interface MessagesBody {

  /// A body that names its model.
  ///
  /// @param text the whole body
  record Valid(ModelId model, boolean streamed, JsonObjectText text) implements MessagesBody {}

  /// A body that is refused.
  ///
  /// @param sentence for the caller
  record Invalid(String sentence) implements MessagesBody {}

  static MessagesBody read(Payload body, ModelResolver aliases) {
    try {
      return read(JsonObjectText.of(body.bytes()), aliases);
    } catch (JsonException e) {
      return new Invalid(e.sentence("The body"));
    }
  }

  private static MessagesBody read(JsonObjectText text, ModelResolver aliases) {
    // Two readers might use different values.
    for (String name : new String[] {"model", "stream"}) {
      if (text.values(name).limit(2).count() > 1) {
        return new Invalid(name + ": is given twice.");
      }
    }
    Json stream = text.value("stream").orElse(new JsonNull());
    if (!(stream instanceof JsonBoolean || stream instanceof JsonNull)) {
      return new Invalid("stream: must be true or false.");
    }
    if (!(text.value("model").orElse(null) instanceof JsonString(String name))) {
      return new Invalid("model: is required and must be a string.");
    }
    Optional<ModelId> model = aliases.model(name);
    return model.isEmpty()
        ? new Invalid("model: is not the id or the ARN of a model.")
        : new Valid(model.get(), stream instanceof JsonBoolean(boolean flag) && flag, text);
  }
}
