package dev.streambed.gateway.dialect.openai;

import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonException;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads Bedrock's documents and writes OpenAI's.
final class OpenAiDocuments {

  private OpenAiDocuments() {}

  /// Bedrock's document; empty when it is none.
  static JsonObject read(Payload json) {
    try {
      return Json.read(json.bytes()) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (JsonException _) {
      return JsonObject.EMPTY;
    }
  }

  /// @param warnings what was passed over
  static void write(ResponseSink sink, JsonObject document, List<String> warnings)
      throws IOException {
    Map<String, String> headers = new HashMap<>(Warnings.headers(warnings));
    headers.put("content-type", "application/json");
    sink.begin(200, headers).write(utf8(document));
  }

  static void problem(ResponseSink sink, Problem problem) throws IOException {
    OpenAiError error = OpenAiError.of(problem);
    sink.begin(error.status(), error.headers(problem)).write(utf8(error.body(problem)));
  }

  private static byte[] utf8(JsonObject document) {
    return document.write().getBytes(StandardCharsets.UTF_8);
  }
}
