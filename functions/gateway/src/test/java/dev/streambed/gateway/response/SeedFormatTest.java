package dev.streambed.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The seed format, byte by byte.
class SeedFormatTest {

  private static final RequestId ID = new RequestId("r-1");
  private static final Usage COUNTED = new Usage.Counted(1, 2, 3, 4);
  private static final Problem PROBLEM =
      Problem.of(ErrorCode.MODEL_ERROR).withCause("ModelStreamErrorException");

  private final RecordingSink streamed = new RecordingSink(true);
  private final RecordingSink buffered = new RecordingSink(false);

  @Test
  void writesPiecesAsServerSentEventsEachAtOnce() throws IOException {
    ResponseWriter responseWriter = reply(streamed, false);
    responseWriter.chunk(new Chunk.Text("a \"b\"\n"));
    responseWriter.chunk(new Chunk.Text("é😀"));
    responseWriter.end(new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(streamed.writes())
        .containsExactly(
            "data: {\"content\": \"a \\\"b\\\"\\n\"}\n\n",
            "data: {\"content\": \"é😀\"}\n\n",
            "data: [DONE]\n\n");
    assertThat(streamed.status()).isEqualTo(200);
    assertThat(streamed.headers())
        .containsEntry("content-type", "text/event-stream")
        .containsEntry("cache-control", "no-cache")
        .containsEntry("x-accel-buffering", "no");
  }

  @Test
  void keepsTheModelsOwnEventsOnOneLine() throws IOException {
    ResponseWriter responseWriter = reply(streamed, false);
    responseWriter.chunk(new Chunk.Event("{\n\"a\":\r\n1}"));
    assertThat(streamed.body()).isEqualTo("data: {\"event\": { \"a\":  1}}\n\n");
  }

  @Test
  void tellsUsageBeforeTheEndWhenAsked() throws IOException {
    reply(streamed, true).end(new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(streamed.body())
        .isEqualTo(
            "event: usage\ndata: {\"inputTokens\":1,\"outputTokens\":2,\"cacheReadTokens\":3,"
                + "\"cacheWriteTokens\":4,\"costNanoUsd\":null,\"stopReason\":\"end_turn\"}\n\ndata: [DONE]\n\n");
  }

  @Test
  void tellsWhatTheAnswerCostsWhereAllOfItWasCountedAndHasAPrice() throws IOException {
    assertThat(told(COUNTED, new Cost.Priced(1_230, "v"))).contains("\"costNanoUsd\":1230");
    assertThat(told(COUNTED, new Cost.Unpriced())).contains("\"costNanoUsd\":null");
    Usage byModel = new Usage.Estimated(5, 6, Usage.Estimated.MODEL_COUNTS);
    assertThat(told(byModel, new Cost.Priced(7, "v"))).contains("\"costNanoUsd\":7");
    Usage guessed = new Usage.Estimated(5, 6, Usage.Estimated.NO_COUNTS);
    assertThat(told(guessed, new Cost.Priced(7, "v"))).contains("\"costNanoUsd\":null");
  }

  @Test
  void tellsWhatAStoppedAnswerCosts() throws IOException {
    for (RecordingSink sink : List.of(streamed, buffered)) {
      priced(new Cost.Priced(1_230, "v"))
          .streamed(sink, request(false), ID)
          .end(new Outcome.Stopped(COUNTED));
      assertThat(sink.body()).contains("\"cacheWriteTokens\":4,\"costNanoUsd\":1230}");
    }
  }

  private static String told(Usage usage, Cost cost) throws IOException {
    RecordingSink sink = new RecordingSink(true);
    priced(cost).streamed(sink, request(true), ID).end(new Outcome.Complete(usage, "stop"));
    return sink.body();
  }

  private static ResponseFormat priced(Cost cost) {
    return new SeedResponseFormat().pricedBy((_, _) -> cost, request(true));
  }

  @Test
  void tellsNoNumberThatBedrockDidNotGive() throws IOException {
    reply(streamed, true).end(new Outcome.Complete(new Usage.Unknown(), ""));
    assertThat(streamed.body())
        .startsWith(
            "event: usage\ndata: {\"inputTokens\":null,\"outputTokens\":null,"
                + "\"cacheReadTokens\":null,\"cacheWriteTokens\":null,\"costNanoUsd\":null,\"stopReason\":null}\n\n");
  }

  @Test
  void breaksSilenceWithAComment() throws IOException {
    ResponseWriter responseWriter = reply(streamed, false);
    responseWriter.ping();
    assertThat(streamed.body()).isEqualTo(": ping\n\n");
    assertThat(streamed.status()).isEqualTo(200);
  }

  @Test
  void failsWithAStatusBeforeTheFirstByteAndWithAnEventAfterIt() throws IOException {
    reply(streamed, true).end(new Outcome.Failed(COUNTED, PROBLEM));
    String object =
        "{\"error\":\"The model failed to answer.\",\"code\":\"model_error\",\"requestId\":\"r-1\"}";
    assertThat(streamed.status()).isEqualTo(424);
    assertThat(streamed.headers()).containsEntry("content-type", "application/json");
    assertThat(streamed.body()).isEqualTo(object);

    RecordingSink begun = new RecordingSink(true);
    ResponseWriter responseWriter = reply(begun, true);
    responseWriter.ping();
    responseWriter.end(new Outcome.Failed(COUNTED, PROBLEM));
    assertThat(begun.status()).isEqualTo(200);
    assertThat(begun.body()).isEqualTo(": ping\n\nevent: error\ndata: " + object + "\n\n");
  }

  @Test
  void tellsAStopWithWhateverWasCounted() throws IOException {
    String counts =
        "{\"inputTokens\":1,\"outputTokens\":2,\"cacheReadTokens\":3,\"cacheWriteTokens\":4,"
            + "\"costNanoUsd\":null}";
    ResponseWriter responseWriter = reply(streamed, false);
    responseWriter.chunk(new Chunk.Text("a"));
    responseWriter.end(new Outcome.Stopped(COUNTED));
    assertThat(streamed.writes())
        .containsExactly(
            "data: {\"content\": \"a\"}\n\n",
            "event: done\ndata: {\"stopReason\":\"stopped\",\"usage\":"
                + counts
                + ",\"requestId\":\"r-1\"}\n\ndata: [DONE]\n\n");

    ResponseWriter array = reply(buffered, false);
    array.chunk(new Chunk.Text("a"));
    array.end(new Outcome.Stopped(COUNTED));
    assertThat(buffered.body())
        .isEqualTo(
            "[{\"content\":\"a\"},{\"done\":true,\"stopReason\":\"stopped\",\"usage\":"
                + counts
                + "}]");
  }

  @Test
  void tellsAStopBeforeTheFirstByteTheSameWayAndNoGuess() throws IOException {
    String nothing =
        "{\"inputTokens\":null,\"outputTokens\":null,"
            + "\"cacheReadTokens\":null,\"cacheWriteTokens\":null,\"costNanoUsd\":null}";
    Outcome guessed = new Outcome.Stopped(new Usage.Estimated(5, 6, Usage.Estimated.DRAIN_OFF));
    reply(streamed, true).end(guessed);
    assertThat(streamed.status()).isEqualTo(200);
    assertThat(streamed.headers()).containsEntry("content-type", "text/event-stream");
    assertThat(streamed.body())
        .isEqualTo(
            "event: done\ndata: {\"stopReason\":\"stopped\",\"usage\":"
                + nothing
                + ",\"requestId\":\"r-1\"}\n\ndata: [DONE]\n\n");
    reply(buffered, true).end(guessed);
    assertThat(buffered.body())
        .isEqualTo("[{\"done\":true,\"stopReason\":\"stopped\",\"usage\":" + nothing + "}]");
  }

  @Test
  void tellsWhatTheModelHasCountedWhereBedrockHasNot() throws IOException {
    Usage counted = new Usage.Estimated(5, 6, Usage.Estimated.MODEL_COUNTS);
    reply(streamed, true).end(new Outcome.Complete(counted, "stop"));
    assertThat(streamed.body()).contains("\"inputTokens\":5,\"outputTokens\":6,");
  }

  @Test
  void writesOneArrayWhereTheAnswerTravelsWhole() throws IOException {
    ResponseWriter responseWriter = reply(buffered, false);
    responseWriter.ping();
    responseWriter.chunk(new Chunk.Text("a"));
    responseWriter.chunk(new Chunk.Event("{\"x\":1}"));
    responseWriter.end(new Outcome.Complete(COUNTED, "end_turn"));
    assertThat(buffered.body())
        .isEqualTo("[{\"content\":\"a\"},{\"event\":{\"x\":1}},{\"done\": true}]");
    assertThat(buffered.headers()).containsEntry("content-type", "application/json");
  }

  @Test
  void writesAnArrayOfAnAnswerWithoutPieces() throws IOException {
    reply(buffered, false).end(new Outcome.Complete(COUNTED, ""));
    assertThat(buffered.body()).isEqualTo("[{\"done\": true}]");
  }

  @Test
  void putsUsageIntoTheLastElement() throws IOException {
    ResponseWriter responseWriter = reply(buffered, true);
    responseWriter.chunk(new Chunk.Text("a"));
    responseWriter.end(new Outcome.Complete(COUNTED, "stop"));
    JsonNode last = new ObjectMapper().readTree(buffered.body()).get(1);
    assertThat(last.get("done").asBoolean()).isTrue();
    assertThat(last.get("usage").get("outputTokens").asLong()).isEqualTo(2);
  }

  @Test
  void putsAnErrorInThePlaceOfTheEnd() throws IOException {
    ResponseWriter responseWriter = reply(buffered, true);
    responseWriter.chunk(new Chunk.Text("a"));
    responseWriter.end(new Outcome.Failed(COUNTED, PROBLEM));
    JsonNode array = new ObjectMapper().readTree(buffered.body());
    assertThat(array).hasSize(2);
    assertThat(array.get(1).get("code").asText()).isEqualTo("model_error");
    assertThat(buffered.status()).isEqualTo(200);

    RecordingSink nothingYet = new RecordingSink(false);
    reply(nothingYet, true).end(new Outcome.Failed(COUNTED, PROBLEM));
    assertThat(nothingYet.status()).isEqualTo(424);
  }

  @Test
  void saysWhenToComeAgainAndHowToAuthenticate() throws IOException {
    Problem limited = Problem.of(ErrorCode.RATE_LIMITED).withRetryAfter(Duration.ofSeconds(90));
    ResponseWriters.problem(streamed, limited, ID);
    assertThat(streamed.headers()).containsEntry("retry-after", "90");
    RecordingSink unknown = new RecordingSink(true);
    ResponseWriters.problem(unknown, Problem.of(ErrorCode.UNAUTHENTICATED), ID);
    assertThat(unknown.headers())
        .containsEntry("www-authenticate", "Bearer")
        .doesNotContainKey("retry-after");
  }

  @Test
  void handsADocumentOnAsItIs() throws IOException {
    ResponseWriters.document(streamed, Payload.of(" {\"a\" : 1}".getBytes(StandardCharsets.UTF_8)));
    assertThat(streamed.body()).isEqualTo(" {\"a\" : 1}");
  }

  @Test
  void tellsWhenTheCallerHasGone() {
    for (RecordingSink gone : List.of(new RecordingSink(true), new RecordingSink(false))) {
      gone.disconnect();
      assertThatIOException().isThrownBy(() -> reply(gone, false).chunk(new Chunk.Text("unheard")));
    }
  }

  private static ResponseWriter reply(RecordingSink back, boolean includeUsage) {
    return new SeedResponseFormat().streamed(back, request(includeUsage), ID);
  }

  private static ModelRequest request(boolean includeUsage) {
    return new ModelRequest(
        new ModelId("m"), Payload.EMPTY, true, includeUsage, TokenEstimate.NOTHING);
  }
}
