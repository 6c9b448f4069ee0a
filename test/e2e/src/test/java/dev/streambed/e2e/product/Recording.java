package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.domain.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One recorded answer.
///
/// @param folder the folder of its files
/// @param name the prefix of their names
/// @param meta its metadata
/// @param request the request body to Bedrock
public record Recording(Path folder, String name, JsonNode meta, ObjectNode request) {

  /// Fields of the gateway's request that are not sent to Bedrock.
  private static final List<String> OURS = List.of("modelId", "model", "stream", "stream_options");

  private static final String STREAMED = "invoke-with-response-stream";
  private static final Set<String> APIS = Set.of("invoke", STREAMED);
  private static final Pattern TOLD = Pattern.compile(".*cohere\\.command-(light-)?text.*");
  private static final List<String> BODIES =
      List.of(".response.json", ".eventstream", ".eventstream.broken");

  private static final String BLOCKED = "Guardrail blocked the input.";

  /// Reads one.
  ///
  /// @return empty if it does not answer a call of `POST /bedrock`
  static Optional<Recording> read(Path folder, String name) {
    JsonNode meta = Json.read(folder.resolve(name + ".meta.json"));
    if (!APIS.contains(meta.path("api").asText())) {
      return Optional.empty();
    }
    ObjectNode request = (ObjectNode) Json.read(folder.resolve(name + ".request.json"));
    return Optional.of(new Recording(folder, name, meta, request.remove(OURS)));
  }

  public boolean isStreamed() {
    return meta.path("api").asText().equals(STREAMED);
  }

  public String model() {
    return URLDecoder.decode(meta.path("model").asText(), StandardCharsets.UTF_8);
  }

  public int status() {
    return meta.path("status").asInt();
  }

  /// Whether the stream is corrupt.
  public boolean isDamaged() {
    return Files.exists(folder.resolve(name + ".eventstream.broken"));
  }

  /// The expected answer, if it is known.
  public Optional<JsonNode> expected() {
    Path file = folder.resolve(name + ".expected.json");
    return Files.exists(file) ? Optional.of(Json.read(file)) : Optional.empty();
  }

  /// The expected `usage_source` without token counts of Bedrock: nothing for a refusal or a prompt
  /// blocked by a guardrail, otherwise an estimate.
  public String sourceWithoutCounts() {
    boolean isRefused = status() / 100 == 4 && status() != 408 && status() != 424;
    boolean isBlocked = expected().filter(Recording::isBlocked).isPresent();
    return isRefused || isBlocked ? "none" : "estimate";
  }

  private static boolean isBlocked(JsonNode expected) {
    String events = expected.path("events").toString();
    return expected.path("text").asText().equals(BLOCKED)
        || (events.contains("\"BLOCKED\"") && !events.contains("\"outputs\""));
  }

  /// The body of a buffered answer.
  public String document() throws IOException {
    return Files.readString(folder.resolve(name + ".response.json"));
  }

  /// The request for it, in the format of `POST /bedrock`.
  public String requestBody() {
    ObjectNode question = request.deepCopy().put("modelId", model()).put("stream", isStreamed());
    question.putObject("stream_options").put("include_usage", true);
    return question.toString();
  }

  /// Recordings with the same request are replayed in turn.
  public List<Object> replayKey() {
    return List.of(isStreamed(), model(), request);
  }

  /// The gateway's request to Bedrock: for one family the body must also say that the answer is
  /// streamed, even if the recording does not.
  private ObjectNode bedrockRequest() {
    boolean isTold = isStreamed() && TOLD.matcher(model()).matches();
    return isTold ? request.deepCopy().put("stream", true) : request;
  }

  void copyTo(Path target) throws IOException {
    Files.write(target.resolve(name + ".meta.json"), Json.bytes(meta));
    Files.write(target.resolve(name + ".request.json"), Json.bytes(bedrockRequest()));
    if (expected().isPresent()) {
      Files.write(target.resolve(name + ".expected.json"), Json.bytes(expected().get()));
    }
    for (String body : BODIES) {
      if (Files.exists(folder.resolve(name + body))) {
        Files.write(target.resolve(name + body), Files.readAllBytes(folder.resolve(name + body)));
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
