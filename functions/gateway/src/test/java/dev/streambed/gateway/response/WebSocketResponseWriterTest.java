package dev.streambed.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.MessageSink;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebSocketResponseWriterTest {

  private static final AnswerCorrelation ADDRESSEE =
      new AnswerCorrelation(new ClientAnswerId("a-1"), new RequestId("r-1"), new ModelId("m"));
  private static final JsonObject LIMITS =
      LimitsJson.of(
          Map.of(
              "x-ratelimit-limit-usd-month", "2",
              "x-ratelimit-remaining-usd-month", "1.99998047",
              "x-ratelimit-reset-usd-month", "45"));
  private static final Outcome COMPLETE =
      new Outcome.Complete(new Usage.Counted(1, 2, 3, 4), "end_turn");

  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final Semaphore permits = new Semaphore(0);
  private final MessageSink free = this::keep;
  private final MessageSink held =
      json -> {
        permits.acquireUninterruptibly();
        return keep(json);
      };

  @Test
  void numbersWhatItSaysFromStartToDone() throws Exception {
    try (WebSocketResponseWriter reply = begin(free)) {
      reply.chunk(new Chunk.Text("Grüße \"🌊\""));
      while (posted.size() < 2) {
        Thread.sleep(1);
      }
      reply.chunk(new Chunk.Event("{\"tool\": 1}"));
      reply.ping();
      reply.cost(
          new AnswerCost(
              (_, _) -> new Cost.Priced(1_230, "v"), ModelTarget.here(new ModelId("m"))));
      reply.end(COMPLETE);
    }
    assertThat(posted)
        .containsExactly(
            "{\"id\":\"a-1\",\"seq\":0,\"type\":\"start\",\"requestId\":\"r-1\",\"modelId\":\"m\","
                + "\"limits\":{\"usdPerMonth\":"
                + "{\"limit\":2,\"remaining\":1.99998047,\"resetAfter\":45}}}",
            "{\"id\":\"a-1\",\"seq\":1,\"type\":\"content\",\"content\":\"Grüße \\\"🌊\\\"\"}",
            "{\"id\":\"a-1\",\"seq\":2,\"type\":\"event\",\"event\":{\"tool\": 1}}",
            "{\"id\":\"a-1\",\"seq\":3,\"type\":\"ping\"}",
            "{\"id\":\"a-1\",\"seq\":4,\"type\":\"done\",\"stopReason\":\"end_turn\",\"usage\":"
                + "{\"inputTokens\":1,\"outputTokens\":2,\"cacheReadTokens\":3,"
                + "\"cacheWriteTokens\":4,\"costNanoUsd\":1230},\"requestId\":\"r-1\"}");
  }

  @Test
  void saysWhatWentWrongAndWhenToComeAgain() throws Exception {
    try (WebSocketResponseWriter reply = begin(free)) {
      Problem problem =
          Problem.of(ErrorCode.MODEL_THROTTLED)
              .withCause("secret")
              .withRetryAfter(Duration.ofSeconds(9));
      reply.end(new Outcome.Failed(new Usage.Unknown(), problem));
    }
    assertThat(posted.getLast())
        .isEqualTo(
            "{\"id\":\"a-1\",\"seq\":1,\"type\":\"error\",\"error\":\"The model takes no more"
                + " requests at the moment.\",\"code\":\"model_throttled\",\"requestId\":\"r-1\","
                + "\"retryAfter\":9}");
  }

  @Test
  void joinsTheTextThatComesWhileAMessageIsPosted() throws Exception {
    try (WebSocketResponseWriter reply = begin(held)) {
      permits.release(1);
      for (int chunk = 0; chunk < 100; chunk++) {
        reply.chunk(new Chunk.Text("p" + chunk + " "));
      }
      permits.release(100);
      reply.end(COMPLETE);
    }
    assertThat(posted.size()).isLessThanOrEqualTo(5);
    assertThat(text()).startsWith("p0 p1 ").endsWith("p98 p99 ");
  }

  @Test
  void joinsNoTextAcrossSomethingElse() throws Exception {
    try (WebSocketResponseWriter reply = begin(held)) {
      reply.chunk(new Chunk.Text("a"));
      reply.chunk(new Chunk.Text("b"));
      reply.chunk(new Chunk.Event("{}"));
      reply.chunk(new Chunk.Text("c"));
      permits.release(100);
      reply.end(COMPLETE);
    }
    assertThat(posted.stream().map(WebSocketResponseWriterTest::type).toList())
        .containsExactly("start", "content", "event", "content", "done");
  }

  @Test
  void cutsLongTextIntoMessagesThatFitOneFrameAndKeepsPairsWhole() throws Exception {
    Random random = new Random(7);
    StringBuilder all = new StringBuilder();
    String[] kinds = {"a", "\"", "\\", "\n", "\u0001", "é", "€", "🌊"};
    try (WebSocketResponseWriter reply = begin(held)) {
      for (int chunk = 0; chunk < 2_000; chunk++) {
        String text = kinds[random.nextInt(kinds.length)].repeat(1 + random.nextInt(60));
        all.append(text);
        reply.chunk(new Chunk.Text(text));
      }
      permits.release(1_000);
      reply.end(COMPLETE);
    }
    assertThat(text()).isEqualTo(all.toString());
    assertThat(posted)
        .hasSizeGreaterThan(4)
        .allMatch(json -> json.getBytes(StandardCharsets.UTF_8).length < 32_000)
        .noneMatch(json -> json.contains("\\ud83c"));
  }

  @Test
  void hasTheModelWaitWhenTooMuchWaits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (WebSocketResponseWriter reply = begin(held)) {
      String text = "x".repeat(10_000);
      Thread model =
          Thread.ofPlatform()
              .start(() -> {
                for (int chunk = 0; chunk < 100; chunk++) {
                  sayQuietly(reply, text);
                  begun.countDown();
                }
              });
      begun.await();
      while (model.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(5);
      }
      permits.release(10_000);
      model.join();
      reply.end(COMPLETE);
    }
    assertThat(text()).hasSize(1_000_000);
  }

  @Test
  void saysNoMoreAfterACutButTheLastWords() throws Exception {
    try (WebSocketResponseWriter reply = begin(held)) {
      permits.release(1);
      while (posted.isEmpty()) {
        Thread.sleep(1);
      }
      reply.chunk(new Chunk.Text("in flight"));
      while (permits.getQueueLength() == 0) {
        Thread.sleep(1);
      }
      reply.chunk(new Chunk.Text("waits"));
      reply.discardPending();
      reply.chunk(new Chunk.Text("late"));
      permits.release(100);
      reply.end(COMPLETE);
    }
    assertThat(text()).isEqualTo("in flight");
    assertThat(posted.stream().map(WebSocketResponseWriterTest::seq)).containsExactly(0, 1, 2);
  }

  @Test
  void saysOfAStoppedAnswerThatItWasAndNoMoreOfIt() throws Exception {
    try (WebSocketResponseWriter reply = begin(held)) {
      reply.chunk(new Chunk.Text("waits"));
      permits.release(100);
      reply.end(new Outcome.Stopped(new Usage.Unknown()));
    }
    assertThat(posted.getLast())
        .endsWith(
            "\"type\":\"done\",\"stopReason\":\"stopped\",\"usage\":{\"inputTokens\":null,"
                + "\"outputTokens\":null,\"cacheReadTokens\":null,\"cacheWriteTokens\":null,"
                + "\"costNanoUsd\":null},"
                + "\"requestId\":\"r-1\"}");
  }

  @Test
  void doesNotForgetThatItStartedWhenItIsCutAtOnce() throws Exception {
    try (WebSocketResponseWriter reply = begin(held)) {
      reply.chunk(new Chunk.Text("waits"));
      reply.discardPending();
      permits.release(100);
      reply.end(COMPLETE);
    }
    assertThat(posted.stream().map(WebSocketResponseWriterTest::type).toList())
        .containsExactly("start", "done");
  }

  @Test
  void wakesAModelThatWaitsWhenItIsCut() throws Exception {
    try (WebSocketResponseWriter reply = begin(held)) {
      Thread model =
          Thread.ofPlatform()
              .start(() -> {
                for (int chunk = 0; chunk < 100; chunk++) {
                  sayQuietly(reply, "x".repeat(10_000));
                }
              });
      while (model.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(5);
      }
      reply.discardPending();
      model.join();
      permits.release(100);
      reply.end(COMPLETE);
    }
    assertThat(posted.size()).isLessThanOrEqualTo(3);
  }

  @Test
  void tellsWhenTheClientHasGone() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    try (WebSocketResponseWriter reply = begin(json -> keep(json) && posted.size() < 2)) {
      reply.onLoss(lost::countDown);
      reply.chunk(new Chunk.Text("a"));
      lost.await();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> reply.chunk(new Chunk.Text("b")));
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> reply.end(COMPLETE));
      CountDownLatch afterwards = new CountDownLatch(1);
      reply.onLoss(afterwards::countDown);
      assertThat(afterwards.getCount()).isZero();
    }
    assertThat(posted).hasSize(2);
  }

  @Test
  void waitsForAClientThatDoesNotReadNoLongerThanTheAnswerMayTake() throws Exception {
    Deadline soon = Deadline.in(Duration.ofMillis(200), InstantSource.system());
    try (WebSocketResponseWriter reply =
        WebSocketResponseWriter.begin(ADDRESSEE, LIMITS, held, soon)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> {
            while (true) {
              reply.chunk(new Chunk.Text("x".repeat(100_000)));
            }
          });
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> reply.end(COMPLETE));
      permits.release(100);
    }
  }

  @Test
  void leavesOutAnEventThatNoMessageCanCarryAndSaysSo() throws Exception {
    String image = "{\"image\":\"" + "A".repeat(200_000) + "\"}";
    try (WebSocketResponseWriter reply = begin(free)) {
      reply.chunk(new Chunk.Event(image));
      reply.end(COMPLETE);
    }
    assertThat(posted.get(1))
        .isEqualTo(
            "{\"id\":\"a-1\",\"seq\":1,\"type\":\"event\",\"event\":null,\"omittedBytes\":"
                + image.length()
                + "}");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    WebSocketResponseWriter reply = begin(free);
    reply.close();
    for (int look = 0; look < 500 && posters() > 0; look++) {
      Thread.sleep(10);
    }
    assertThat(posters()).isZero();
  }

  private static long posters() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("streambed-post"))
        .count();
  }

  private static WebSocketResponseWriter begin(MessageSink path) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
    return WebSocketResponseWriter.begin(ADDRESSEE, LIMITS, path, deadline);
  }

  private static void sayQuietly(WebSocketResponseWriter reply, String text) {
    try {
      reply.chunk(new Chunk.Text(text));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean keep(String json) {
    posted.add(json);
    return true;
  }

  private String text() {
    return posted.stream()
        .map(WebSocketResponseWriterTest::json)
        .filter(json -> json.path("type").asText().equals("content"))
        .map(json -> json.path("content").asText())
        .collect(Collectors.joining());
  }

  private static String type(String json) {
    return json(json).path("type").asText();
  }

  private static int seq(String json) {
    return json(json).path("seq").asInt();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
