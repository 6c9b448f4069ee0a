package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Synthetic recordings of every family, for machines without real ones. The streams are the
/// examples of the gateway's own tests.
final class SyntheticRecordings {

  private static final String MODEL = "amazon.nova-lite-v1:0";
  private static final String DOCUMENT =
      "{\"completion\": \"é \\u00e9\", \"score\": 1.0,\n \"n\":[ ]}";

  private final Path folder;

  private SyntheticRecordings(Path folder) {
    this.folder = folder;
  }

  static void write(Path folder) throws IOException {
    SyntheticRecordings syntheticRecordings = new SyntheticRecordings(folder);
    Path families = Repository.root().resolve("functions/gateway/src/test/resources/families");
    try (Stream<Path> examples = Files.list(families)) {
      for (Path example : examples.sorted().toList()) {
        String name = example.getFileName().toString().replace(".json", "");
        syntheticRecordings.stream("made-up." + name, Json.read(example));
      }
    }
    syntheticRecordings.document();
    syntheticRecordings.error(
        400, "ValidationException", "Malformed input request, please reformat.");
    syntheticRecordings.error(403, "AccessDeniedException", "You don't have access to the model.");
  }

  private void stream(String name, JsonNode example) throws IOException {
    describe(name, "invoke-with-response-stream", 200, Map.of());
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    example.path("events").forEach(event -> stream.writeBytes(frame(event)));
    Files.write(folder.resolve(name + ".eventstream"), stream.toByteArray());
    ObjectNode expected = Json.object();
    expected.set("items", example.at("/expected/pieces"));
    expected.set("events", example.path("events"));
    expected.set("usage", usage(example.at("/expected/usage")));
    expected.set("stopReason", example.at("/expected/stopReason"));
    expected.set("whole", example.at("/expected/whole"));
    Files.write(folder.resolve(name + ".expected.json"), Json.bytes(expected));
  }

  private void document() throws IOException {
    String name = "made-up.document";
    describe(
        name,
        "invoke",
        200,
        Map.of("x-amzn-bedrock-input-token-count", "7", "x-amzn-bedrock-output-token-count", "11"));
    Files.writeString(folder.resolve(name + ".response.json"), DOCUMENT);
    Files.writeString(
        folder.resolve(name + ".expected.json"),
        "{\"usage\": {\"inputTokenCount\": 7, \"outputTokenCount\": 11}}");
  }

  private void error(int status, String type, String message) throws IOException {
    for (String api : List.of("invoke", "invoke-with-response-stream")) {
      String name = "made-up." + type + "." + api;
      describe(name, api, status, Map.of("x-amzn-errortype", type + ":http://example"));
      Files.write(
          folder.resolve(name + ".response.json"),
          Json.bytes(Json.object().put("message", message)));
    }
  }

  private void describe(String name, String api, int status, Map<String, String> headers)
      throws IOException {
    ObjectNode meta = Json.object().put("model", MODEL).put("api", api).put("status", status);
    ObjectNode described = meta.putObject("response_headers");
    headers.forEach(described::put);
    Files.write(folder.resolve(name + ".meta.json"), Json.bytes(meta));
    Files.write(
        folder.resolve(name + ".request.json"), Json.bytes(Json.object().put("madeUp", name)));
  }

  private static byte[] frame(JsonNode event) {
    // An event that is not JSON is stored as a string.
    String text = event.isTextual() ? event.asText() : event.toString();
    ObjectNode chunk = Json.object().put("bytes", base64(text)).put("p", "abcdefgh");
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type", HeaderValue.fromString("event"),
            ":event-type", HeaderValue.fromString("chunk"),
            ":content-type", HeaderValue.fromString("application/json"));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    new Message(headers, Json.bytes(chunk)).encode(frame);
    return frame.toByteArray();
  }

  private static JsonNode usage(JsonNode counts) {
    if (counts.isEmpty()) {
      return Json.object();
    }
    return Json.object()
        .put("inputTokenCount", counts.get(0).asLong())
        .put("outputTokenCount", counts.get(1).asLong())
        .put("cacheReadInputTokenCount", counts.get(2).asLong())
        .put("cacheWriteInputTokenCount", counts.get(3).asLong());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
