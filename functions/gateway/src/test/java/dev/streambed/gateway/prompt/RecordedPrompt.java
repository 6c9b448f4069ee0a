package dev.streambed.gateway.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.fixture.SharedTestData;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A request that was really sent to Bedrock, and what Bedrock counted.
///
/// @param input cached tokens included
/// @param output -1 when nothing was counted
record RecordedPrompt(
    String name, ModelId model, Operation operation, Payload body, long input, long output) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String META = ".meta.json";
  private static final ModelId UNKNOWN = new ModelId("arn:aws:bedrock:us-east-1:1:model/unknown");

  /// Recordings whose long prompts were replaced.
  private static final Set<String> REPLACED =
      Set.of(
          "anthropic.claude-3-5-haiku-20241022-v1-0.invoke.200.openllmetry.0d4000",
          "anthropic.claude-3-5-haiku-20241022-v1-0.invoke.200.openllmetry.148c70");

  private static final List<String> INPUT =
      List.of("inputTokens", "input_tokens", "prompt_tokens", "inputTokenCount");
  private static final List<String> OUTPUT =
      List.of("outputTokens", "output_tokens", "completion_tokens", "outputTokenCount");
  private static final List<List<String>> CACHED =
      List.of(
          List.of("cacheReadInputTokens", "cache_read_input_tokens", "cacheReadInputTokenCount"),
          List.of(
              "cacheWriteInputTokens", "cache_creation_input_tokens", "cacheWriteInputTokenCount"));

  /// All of the shared test data that Bedrock counted. The test is skipped where the machine lacks
  /// them.
  static List<RecordedPrompt> all() throws IOException {
    List<RecordedPrompt> prompts = new ArrayList<>();
    for (Path file : SharedTestData.files("recordings", META)) {
      String name = file.getFileName().toString().replace(META, "");
      byte[] body = Files.readAllBytes(file.resolveSibling(name + ".request.json"));
      if (!REPLACED.contains(name) && isRequest(body)) {
        RecordedPrompt prompt = read(file, name, Payload.of(body));
        if (prompt.input >= 0) {
          prompts.add(prompt);
        }
      }
    }
    return prompts;
  }

  TokenEstimate reserved() {
    return RequestEstimator.estimate(model, operation, body).tokens();
  }

  String text() {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }

  private static RecordedPrompt read(Path file, String name, Payload body) throws IOException {
    JsonNode meta = JSON.readTree(file.toFile());
    Path answer = file.resolveSibling(name + ".response.json");
    JsonNode kept = (Files.exists(answer) ? JSON.readTree(answer.toFile()) : meta).path("usage");
    // Of a stream of Converse its whole last event is kept.
    JsonNode usage = kept.has("usage") ? kept.path("usage") : kept;
    JsonNode headers = meta.path("response_headers");
    long input = headers.path("x-amzn-bedrock-input-token-count").asLong(first(usage, INPUT));
    long output = headers.path("x-amzn-bedrock-output-token-count").asLong(first(usage, OUTPUT));
    long cached = CACHED.stream().mapToLong(names -> Math.max(0, first(usage, names))).sum();
    String model = URLDecoder.decode(meta.path("model").asText(), StandardCharsets.UTF_8);
    return new RecordedPrompt(
        name,
        ModelId.of(model).orElse(UNKNOWN),
        Operation.ofPathSegment(meta.path("api").asText()).orElse(Operation.INVOKE_MODEL),
        body,
        input < 0 ? -1 : input + cached,
        output);
  }

  private static long first(JsonNode usage, List<String> names) {
    return names.stream()
        .filter(usage::has)
        .mapToLong(name -> usage.path(name).asLong())
        .findFirst()
        .orElse(-1);
  }

  // Some recordings have a digest in place of the body, and one is incomplete.
  private static boolean isRequest(byte[] body) {
    try {
      return !JSON.readTree(body).has("_prompt_key");
    } catch (IOException _) {
      return false;
    }
  }
}
