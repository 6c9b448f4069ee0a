package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Counts that determine the cost of an answer, from every source.
@Timeout(60)
class BilledCountsTest {

  private static final String CACHES =
      "{\"input_tokens\":1,\"output_tokens\":1,\"cache_creation_input_tokens\":9,"
          + "\"cache_creation\":"
          + "{\"ephemeral_5m_input_tokens\":4,\"ephemeral_1h_input_tokens\":5}}";
  private static final Map<String, String> COUNTED =
      Map.of(
          "content-type", "application/json",
          "x-amzn-bedrock-input-token-count", "1",
          "x-amzn-bedrock-output-token-count", "2",
          "x-amzn-bedrock-cache-read-input-token-count", "3",
          "x-amzn-bedrock-cache-write-input-token-count", "9");
  private static final Usage.Counted EXPECTED = new Usage.Counted(1, 2, 3, 9);

  @Test
  void tellsOneHourCachesOfAStreamFromItsFirstEvent() throws Exception {
    assertThat(streamed(Map.of(), CACHES)).isEqualTo(EXPECTED.withCacheWrite1h(5));
  }

  @Test
  void tellsThemNotWhenTheStreamDoesNot() throws Exception {
    assertThat(streamed(Map.of(), "{\"input_tokens\":1}")).isEqualTo(EXPECTED);
  }

  @Test
  void tellsTheTierThatServedAStream() throws Exception {
    assertThat(streamed(Map.of("x-amzn-bedrock-service-tier", "flex"), CACHES))
        .isEqualTo(EXPECTED.withCacheWrite1h(5).withServiceTier("flex"));
  }

  @Test
  void tellsOneHourCachesAndTheTierOfAWholeAnswer() throws Exception {
    Map<String, String> headers = new HashMap<>(COUNTED);
    headers.put("x-amzn-bedrock-service-tier", "priority");
    assertThat(whole(headers, "{\"usage\":" + CACHES + "}"))
        .isEqualTo(EXPECTED.withCacheWrite1h(5).withServiceTier("priority"));
  }

  @Test
  void prefersBedrocksHeadersToTheDocument() throws Exception {
    assertThat(whole(COUNTED, "{\"usage\":{\"input_tokens\":70,\"output_tokens\":80}}"))
        .isEqualTo(EXPECTED);
  }

  @Test
  void readsTheDocumentWhenBedrockSendsNoHeaders() throws Exception {
    assertThat(whole(Map.of(), "{\"prompt_token_count\":7,\"generation_token_count\":8}"))
        .isEqualTo(new Usage.Counted(7, 8, 0, 0));
  }

  private static Usage streamed(Map<String, String> headers, String usage) throws Exception {
    byte[] stream =
        EventStreamFrames.concat(
            List.of(
                EventStreamFrames.chunk(
                    "{\"type\":\"message_start\",\"message\":{\"usage\":" + usage + "}}"),
                EventStreamFrames.claudeChunk("a"),
                EventStreamFrames.chunk(
                    "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":"
                        + "{\"inputTokenCount\":1,\"outputTokenCount\":2,"
                        + "\"cacheReadInputTokenCount\":3,\"cacheWriteInputTokenCount\":9}}")));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream(headers).chunk(stream).end());
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      StreamTranscript streamTranscript =
          StreamTranscript.of(ChunkStreamTest.stream(client, Duration.ofMinutes(1)));
      assertThat(streamTranscript.end()).isInstanceOf(AnswerEvent.Ended.class);
      return ((AnswerEvent.Ended) streamTranscript.end()).usage();
    }
  }

  private static Usage whole(Map<String, String> headers, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.answer(headers, bytes));
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
      BufferedAnswer answer = client.model(once).answer(LocalBedrockClients.ask(), deadline);
      assertThat(answer).isInstanceOf(BufferedAnswer.Complete.class);
      return ((BufferedAnswer.Complete) answer).usage();
    }
  }
}
