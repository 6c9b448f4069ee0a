package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/// Invocations are logged as Bedrock logs them in S3.
@Timeout(60)
class InvocationLogTest {

  private static final String MODEL = "amazon.nova-lite-v1:0";

  @TempDir private Path folder;

  @Test
  void hasCountsOfAnswersAndCodesOfErrors() throws Exception {
    try (BedrockEndpoint bedrock =
            BedrockEndpoint.start(
                BedrockOptions.scripted()
                    .withAccountId("111122223333")
                    .withInvocationLog(Optional.of(folder)));
        SdkClients aws = SdkClients.to(bedrock.uri())) {
      ConverseResponse response =
          aws.client()
              .converse(request ->
                  request
                      .modelId(MODEL)
                      .requestMetadata(Map.of("team", "search"))
                      .messages(asking("Hi [[bedrock pieces=3 rate=max first=0ms cacheRead=7]]")))
              .join();
      assertThatThrownBy(() -> aws.invoke(MODEL, "{}".getBytes(StandardCharsets.UTF_8)));
      List<JsonNode> entries = entries();
      assertThat(entries).hasSize(2);
      JsonNode answered = entries.getFirst();
      assertThat(answered.path("schemaType").asText()).isEqualTo("ModelInvocationLog");
      assertThat(answered.path("requestId").asText())
          .isEqualTo(response.responseMetadata().requestId());
      assertThat(answered.path("operation").asText()).isEqualTo("Converse");
      assertThat(answered.path("modelId").asText()).isEqualTo(MODEL);
      assertThat(answered.path("identity").path("arn").asText()).contains("AKIDEXAMPLE");
      assertThat(answered.path("requestMetadata").path("team").asText()).isEqualTo("search");
      assertThat(answered.path("input").path("inputTokenCount").asInt())
          .isEqualTo(response.usage().inputTokens());
      assertThat(answered.path("input").path("cacheReadInputTokenCount").asInt()).isEqualTo(7);
      assertThat(answered.path("output").path("outputTokenCount").asInt())
          .isEqualTo(response.usage().outputTokens());
      assertThat(entries.getLast().path("errorCode").asText()).isEqualTo("ValidationException");
      assertThat(entries.getLast().path("input")).isEmpty();
    }
  }

  private static Message asking(String prompt) {
    return Message.builder().role("user").content(ContentBlock.fromText(prompt)).build();
  }

  private List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        assertThat(folder.relativize(file).toString())
            .matches(
                "AWSLogs/111122223333/BedrockModelInvocationLogs/us-east-1/\\d{4}/\\d\\d/\\d\\d/\\d\\d/[0-9TZ]+_[0-9a-f]{16}\\.json\\.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
              .forEach(entries::add);
        }
      }
    }
    return entries;
  }
}
