package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every answer is the same through every front door, in whole characters and valid JSON, and fails
/// only if Bedrock's own did.
@Timeout(300)
class EveryResponseWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Recordings that end with an exception, or are cut short.
  private static final Set<String> FAILED =
      Set.of(
          "anthropic-torn.json",
          "claude-midfail",
          "anthropic.claude-instant-v1.invokestream.200.nrpy.458a64",
          "amazon.nova-micro-v1-0.invokestream.200.oteljava.db9456",
          "amazon.titan-text-express-v1.invokestream.200.nrpy.8cb1fa");

  private static final Map<String, String> CASES =
      Map.of(
          "magistral-list", "Answer",
          "deepseek-index1", "Hello",
          "chat-nan", "Hello",
          "pegasus", "A man walks.",
          "llama-emoji-halves", "Hi 😀!");

  private final Map<String, RecordedAnswer> recordings = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void saysTheSameOfEveryFamily() throws Exception {
    List<RecordedAnswer> families = RecordedAnswer.families();
    for (AnswerText answerText : told(families)) {
      JsonNode expected = expected(answerText.name());
      StringBuilder text = new StringBuilder();
      expected.path("pieces").forEach(chunk -> text.append(chunk.path("content").asText()));
      assertThat(answerText.text()).as(answerText.name()).isEqualTo(text.toString());
      assertThat(answerText.events())
          .as(answerText.name())
          .hasSize(
              (int) stream(expected.path("pieces")).filter(chunk -> chunk.has("event")).count());
    }
  }

  @Test
  void saysTheSameOfEveryRecording() throws Exception {
    List<RecordedAnswer> streams =
        RecordedAnswer.shared().stream()
            .filter(recordedAnswer -> recordedAnswer.streamed() && recordedAnswer.status() == 200)
            .toList();
    assertThat(told(streams)).hasSizeGreaterThan(40);
  }

  @Test
  void showsWhatCanBeShownOfOddEvents() throws Exception {
    List<AnswerText> told = told(RecordedAnswer.cases());
    for (AnswerText one : told) {
      assertThat(one.text()).as(one.name()).isEqualTo(CASES.getOrDefault(one.name(), one.text()));
    }
    assertThat(told).extracting(AnswerText::name).containsAll(CASES.keySet());
  }

  /// Requests each answer through every front door, and checks that all are the same.
  private List<AnswerText> told(List<RecordedAnswer> all) throws Exception {
    all.forEach(recordedAnswer -> recordings.put(recordedAnswer.name(), recordedAnswer));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> named(exchange.request()).answer(exchange));
        WebSocketTestGateway sockets = WebSocketTestGateway.connected(bedrock.uri())) {
      sockets.stand().unlimited();
      List<AnswerText> told = new ArrayList<>();
      for (RecordedAnswer recordedAnswer : all) {
        told.add(told(recordedAnswer, sockets));
      }
      return told;
    }
  }

  private AnswerText told(RecordedAnswer recordedAnswer, WebSocketTestGateway sockets)
      throws Exception {
    AnswerText onConnection = onConnection(recordedAnswer, sockets);
    for (TestFrontDoor door : List.of(TestFrontDoor.FUNCTION_URL, TestFrontDoor.REST_ARRAY)) {
      assertThat(onDoor(recordedAnswer, door, sockets.stand()))
          .as("%s", door)
          .isEqualTo(onConnection);
    }
    assertThat(onConnection.text().codePoints())
        .as("%s", recordedAnswer)
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    boolean failed = FAILED.contains(recordedAnswer.name());
    assertThat(onConnection.error().isEmpty()).as("%s", onConnection).isNotEqualTo(failed);
    return onConnection;
  }

  private AnswerText onConnection(RecordedAnswer recordedAnswer, WebSocketTestGateway sockets)
      throws Exception {
    String id = "w-" + asked.incrementAndGet();
    JsonNode refusal =
        sockets.say(
            "{\"action\":\"invoke\",\"id\":\"" + id + "\"," + members(recordedAnswer) + "}");
    assertThat(refusal.isMissingNode()).as("%s", refusal).isTrue();
    return AnswerText.of(recordedAnswer.name(), sockets.whole(id));
  }

  private static AnswerText onDoor(
      RecordedAnswer recordedAnswer, TestFrontDoor door, TestGateway testGateway)
      throws IOException {
    CollectedResponse response =
        testGateway.call(
            door.event()
                .withHeader("authorization", "Bearer " + testGateway.token())
                .withBody(
                    "{\"stream_options\":{\"include_usage\":true},"
                        + members(recordedAnswer)
                        + "}"));
    String body = response.body();
    return AnswerText.of(
        recordedAnswer.name(),
        body.startsWith("[") ? elements(JSON.readTree(body)) : AnswerText.events(body));
  }

  private static String members(RecordedAnswer recordedAnswer) {
    return "\"modelId\":\""
        + recordedAnswer.model()
        + "\",\"stream\":true,\"recording\":\""
        + recordedAnswer.name()
        + "\"";
  }

  private RecordedAnswer named(byte[] request) throws IOException {
    String name = JSON.readTree(request).path("recording").asText();
    return Objects.requireNonNull(recordings.get(name), name);
  }

  private static List<JsonNode> elements(JsonNode array) {
    return stream(array).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return Stream.iterate(0, index -> index < array.size(), index -> index + 1).map(array::get);
  }

  private static JsonNode expected(String family) throws IOException {
    try (InputStream example =
        EveryResponseWriterTest.class.getResourceAsStream("/families/" + family)) {
      return JSON.readTree(example).path("expected");
    }
  }
}
