package dev.streambed.bedrock.family;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.ModelId;
import java.util.Optional;

/// What Bedrock says of cache points that a model does not take: Nova refuses them among tools, and
/// in messages behind what is no text.
final class CachePointValidation {

  private static final String POINT = "cachePoint";

  private CachePointValidation() {}

  static Optional<String> problem(ModelId model, JsonNode body) {
    return model.name().startsWith("amazon.nova-")
        ? inTools(body.at("/toolConfig/tools")).or(() -> inMessages(body.path("messages")))
        : Optional.empty();
  }

  private static Optional<String> inTools(JsonNode tools) {
    for (int tool = 0; tool < tools.size(); tool++) {
      if (tools.get(tool).has(POINT)) {
        return Optional.of(extraneous("toolConfig/tools/" + tool));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inMessages(JsonNode messages) {
    for (int message = 0; message < messages.size(); message++) {
      JsonNode content = messages.get(message).path("content");
      for (int block = 0; block < content.size(); block++) {
        if (content.get(block).has(POINT) && !content.path(block - 1).has("text")) {
          return Optional.of(extraneous("messages/" + message + "/content/" + block));
        }
      }
    }
    return Optional.empty();
  }

  private static String extraneous(String place) {
    return ("The model returned the following errors: Malformed input request: #/%s: extraneous key [cachePoint] is not permitted,"
            + " please reformat your input and try again.")
        .formatted(place);
  }
}
