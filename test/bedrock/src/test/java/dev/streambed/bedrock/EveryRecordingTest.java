package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.RequestTarget;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Each recorded answer comes back, byte for byte.
class EveryRecordingTest {

  private static final Set<String> OPERATIONS =
      Set.of(
          "invoke", "invoke-with-response-stream", "converse", "converse-stream", "count-tokens");

  /// A recorded request's answer.
  ///
  /// @param key the same for requests that mean the same, which are answered in turn
  @SuppressWarnings("ArrayRecordComponent") // Compared by the test itself.
  private record Result(Object key, byte[] expected, byte[] served) {}

  @Test
  void comesBackByteForByte() throws Exception {
    Path folder = SharedTestData.folder("recordings");
    List<Result> results = new ArrayList<>();
    try (BedrockEndpoint bedrock =
        BedrockEndpoint.start(BedrockOptions.of(ModelSource.replay(folder)))) {
      UnsignedClient unsignedClient = UnsignedClient.to(bedrock);
      for (Path meta : SharedTestData.files(folder, ".meta.json")) {
        JsonNode description = Json.read(Files.readAllBytes(meta)).orElseThrow();
        if (OPERATIONS.contains(description.get("api").asText())) {
          results.add(
              replayed(unsignedClient, meta.toString().replace(".meta.json", ""), description));
        }
      }
    }
    assertThat(results).hasSizeGreaterThan(250);
    results.stream()
        .collect(Collectors.groupingBy(Result::key))
        .forEach((key, same) ->
            assertThat(same.stream().map(Result::served).toList())
                .as(key.toString())
                .containsExactlyInAnyOrder(
                    same.stream().map(Result::expected).toArray(byte[][]::new)));
  }

  private static Result replayed(UnsignedClient unsignedClient, String name, JsonNode description)
      throws Exception {
    String path = path(description);
    String request = Files.readString(Path.of(name + ".request.json"));
    HttpResponse<byte[]> response = unsignedClient.whole(path, request);
    return new Result(List.of(path, meaning(request)), body(name), response.body());
  }

  private static String path(JsonNode description) {
    String modelId = RequestTarget.decoded(description.get("model").asText());
    return "/model/"
        + URLEncoder.encode(modelId, StandardCharsets.UTF_8)
        + "/"
        + description.get("api").asText();
  }

  /// Requests that mean the same are answered in turn, whichever of them comes first.
  private static Object meaning(String request) {
    return Json.read(request.getBytes(StandardCharsets.UTF_8))
        .<Object>map(json -> json)
        .orElse(request);
  }

  private static byte[] body(String name) throws IOException {
    for (String ending : List.of(".response.json", ".eventstream", ".eventstream.broken")) {
      Path file = Path.of(name + ending);
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
    }
    throw new IOException(name + " has no answer");
  }
}
