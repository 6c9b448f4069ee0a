package dev.streambed.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.gateway.domain.Usage;

/// The counts in a recorded document, read independently of the gateway's code.
final class RecordedDocumentCounts {

  private RecordedDocumentCounts() {}

  static Usage of(JsonNode body) {
    JsonNode usage = body.path("usage");
    for (String[] names :
        new String[][] {
          {"input_tokens", "output_tokens"},
          {"inputTokens", "outputTokens"},
          {"prompt_tokens", "completion_tokens"}
        }) {
      if (usage.has(names[0])) {
        return new Usage.Counted(usage.get(names[0]).asLong(), usage.get(names[1]).asLong(), 0, 0);
      }
    }
    if (body.has("generation_token_count")) {
      return new Usage.Counted(
          body.get("prompt_token_count").asLong(),
          body.get("generation_token_count").asLong(),
          0,
          0);
    }
    if (body.has("inputTextTokenCount")) {
      long output = body.path("results").path(0).path("tokenCount").asLong();
      return new Usage.Counted(body.get("inputTextTokenCount").asLong(), output, 0, 0);
    }
    return new Usage.Unknown();
  }
}
