package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.protocol.ModelId;
import dev.streambed.bedrock.protocol.RequestTarget;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The scripted model takes what Bedrock was seen to take.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedRequestsTest {

  // A body that Nova does not take; whoever recorded it wrote the answer by hand.
  private static final String HAND_WRITTEN = "amazon.nova-pro-v1-0.invoke.200.oteljs.2b7cdf";

  private BedrockEndpoint bedrock;
  private UnsignedClient unsignedClient;

  @BeforeAll
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
    unsignedClient = UnsignedClient.to(bedrock);
  }

  @AfterAll
  void stop() {
    bedrock.close();
  }

  @Test
  void answersEveryRequestThatBedrockAnswered() throws Exception {
    List<String> refused = new ArrayList<>();
    for (Path meta : SharedTestData.files(SharedTestData.folder("recordings"), ".meta.json")) {
      refusal(meta).ifPresent(refused::add);
    }
    assertThat(refused).filteredOn(name -> !name.startsWith(HAND_WRITTEN)).isEmpty();
  }

  /// Of some recordings the request was not kept.
  private Optional<String> refusal(Path metaFile) throws Exception {
    String file = metaFile.toString().replace(".meta.json", "");
    JsonNode meta = Json.read(Files.readAllBytes(metaFile)).orElseThrow();
    String modelId = RequestTarget.decoded(meta.get("model").asText());
    byte[] body = Files.readAllBytes(Path.of(file + ".request.json"));
    boolean isKept = Json.read(body).filter(request -> !request.has("_prompt_key")).isPresent();
    if (meta.get("status").asInt() != 200 || !isKept || ModelId.of(modelId).isEmpty()) {
      return Optional.empty();
    }
    String path =
        "/model/%s/%s"
            .formatted(
                URLEncoder.encode(modelId, StandardCharsets.UTF_8), meta.get("api").asText());
    HttpResponse<byte[]> response =
        unsignedClient.whole(path, new String(body, StandardCharsets.UTF_8));
    return response.statusCode() == 200
        ? Optional.empty()
        : Optional.of(
            meta.get("name").asText() + ": " + new String(response.body(), StandardCharsets.UTF_8));
  }
}
