package dev.streambed.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.family.FamilyLookup;
import dev.streambed.bedrock.protocol.FrameParser;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which members, of which type, Bedrock's recorded answers have, by family.
final class RecordedShapes {

  private final Map<String, Set<String>> shapes = new HashMap<>();

  static RecordedShapes of(Path recordings) throws IOException {
    RecordedShapes shapes = new RecordedShapes();
    for (Path meta : SharedTestData.files(recordings, ".meta.json")) {
      shapes.add(meta);
    }
    return shapes;
  }

  /// The shape of everything that a family was recorded to say by an operation.
  Set<String> of(String modelId, JsonNode request, String operation) {
    return shapes.getOrDefault(key(modelId, request, operation), Set.of());
  }

  /// The shape of everything that was recorded of the Converse API.
  Set<String> ofConverse(String operation) {
    return shapes.getOrDefault("Converse " + operation, Set.of());
  }

  /// Each member's path and type; elements of a list are all the same.
  static Set<String> shape(JsonNode document) {
    Set<String> shape = new TreeSet<>();
    collect("", document, shape);
    return shape;
  }

  /// The shape of an event: of the model's document, or of Converse's payload below its type.
  static Set<String> shape(EventStreamReader.Event event) {
    if (!event.messageType().equals("event")) {
      return Set.of();
    }
    return event.type().equals("chunk")
        ? shape(event.document())
        : shape(Json.object().set(event.type(), event.payload()));
  }

  private void add(Path metaFile) throws IOException {
    String file = metaFile.toString().replace(".meta.json", "");
    JsonNode meta = json(metaFile);
    Optional<JsonNode> request = Json.read(Files.readAllBytes(Path.of(file + ".request.json")));
    String api = meta.get("api").asText();
    String modelId = RequestTarget.decoded(meta.get("model").asText());
    if (meta.get("status").asInt() != 200
        || request.isEmpty()
        || !isComparable(modelId, request.get())) {
      return;
    }
    String key = api.startsWith("converse") ? "Converse " + api : key(modelId, request.get(), api);
    Set<String> shape = shapes.computeIfAbsent(key, _ -> new TreeSet<>());
    switch (api) {
      case "invoke", "converse" -> shape.addAll(shape(json(Path.of(file + ".response.json"))));
      case "invoke-with-response-stream", "converse-stream" ->
          addStream(Path.of(file + ".eventstream"), shape);
      default -> {}
    }
  }

  /// Of some recordings the request was not kept, and an old Claude's format depends on it.
  private static boolean isComparable(String modelId, JsonNode request) {
    return ModelId.of(modelId).isPresent()
        && !modelId.contains("embed")
        && !(modelId.matches(".*claude-(v2|instant).*") && request.has("_prompt_key"));
  }

  private static void addStream(Path file, Set<String> shape) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    FrameParser parser = new FrameParser();
    byte[] bytes = Files.readAllBytes(file);
    parser.feed(bytes, bytes.length);
    for (Optional<byte[]> frame = parser.next(); frame.isPresent(); frame = parser.next()) {
      EventStreamReader.Event event = EventStreamReader.Event.of(frame.get());
      shape.addAll(shape(event));
    }
  }

  private static String key(String modelId, JsonNode request, String operation) {
    ModelId model = ModelId.of(modelId).orElseThrow();
    return FamilyLookup.of(model, request).getClass().getSimpleName() + " " + operation;
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.read(Files.readAllBytes(file)).orElseThrow();
  }

  private static void collect(String path, JsonNode node, Set<String> shape) {
    if (node.isObject()) {
      node.properties()
          .forEach(member -> collect(path + "/" + member.getKey(), member.getValue(), shape));
    } else if (node.isArray()) {
      node.forEach(element -> collect(path + "/*", element, shape));
    } else {
      shape.add(path + " " + node.getNodeType());
    }
  }
}
