package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.fixture.Recording;
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

/// Every answer says the same on every door, in whole characters and valid JSON, and fails only if
/// Bedrock's own did.
@Timeout(300)
class EveryWriterTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Those that Bedrock ended with an exception, or whose source cut them short.
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

  private final Map<String, Recording> recordings = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void saysTheSameOfEveryFamily() throws Exception {
    List<Recording> families = Recording.families();
    for (Told told : told(families)) {
      JsonNode expected = expected(told.name());
      StringBuilder text = new StringBuilder();
      expected.path("pieces").forEach(piece -> text.append(piece.path("content").asText()));
      assertThat(told.text()).as(told.name()).isEqualTo(text.toString());
      assertThat(told.events())
          .as(told.name())
          .hasSize(
              (int) stream(expected.path("pieces")).filter(piece -> piece.has("event")).count());
    }
  }

  @Test
  void saysTheSameOfEveryRecording() throws Exception {
    List<Recording> streams =
        Recording.shared().stream()
            .filter(recording -> recording.streamed() && recording.status() == 200)
            .toList();
    assertThat(told(streams)).hasSizeGreaterThan(40);
  }

  @Test
  void showsWhatCanBeShownOfOddEvents() throws Exception {
    List<Told> told = told(Recording.cases());
    for (Told one : told) {
      assertThat(one.text()).as(one.name()).isEqualTo(CASES.getOrDefault(one.name(), one.text()));
    }
    assertThat(told).extracting(Told::name).containsAll(CASES.keySet());
  }

  /// Asks for each on every door, and sees to it that all say the same.
  private List<Told> told(List<Recording> all) throws Exception {
    all.forEach(recording -> recordings.put(recording.name(), recording));
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> named(exchange.request()).answer(exchange));
        SocketStand sockets = SocketStand.connected(bedrock.uri())) {
      sockets.stand().unlimited();
      List<Told> told = new ArrayList<>();
      for (Recording recording : all) {
        told.add(told(recording, sockets));
      }
      return told;
    }
  }

  private Told told(Recording recording, SocketStand sockets) throws Exception {
    Told onConnection = onConnection(recording, sockets);
    for (Doorway door : List.of(Doorway.FUNCTION_URL, Doorway.REST_ARRAY)) {
      assertThat(onDoor(recording, door, sockets.stand())).as("%s", door).isEqualTo(onConnection);
    }
    assertThat(onConnection.text().codePoints())
        .as("%s", recording)
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    boolean failed = FAILED.contains(recording.name());
    assertThat(onConnection.error().isEmpty()).as("%s", onConnection).isNotEqualTo(failed);
    return onConnection;
  }

  private Told onConnection(Recording recording, SocketStand sockets) throws Exception {
    String id = "w-" + asked.incrementAndGet();
    JsonNode refusal =
        sockets.say("{\"action\":\"invoke\",\"id\":\"" + id + "\"," + members(recording) + "}");
    assertThat(refusal.isMissingNode()).as("%s", refusal).isTrue();
    return Told.of(recording.name(), sockets.whole(id));
  }

  private static Told onDoor(Recording recording, Doorway door, Stand stand) throws IOException {
    CollectedResponse response =
        stand.call(
            door.event()
                .withHeader("authorization", "Bearer " + stand.token())
                .withBody(
                    "{\"stream_options\":{\"include_usage\":true}," + members(recording) + "}"));
    String body = response.body();
    return Told.of(
        recording.name(), body.startsWith("[") ? elements(JSON.readTree(body)) : Told.events(body));
  }

  private static String members(Recording recording) {
    return "\"modelId\":\""
        + recording.model()
        + "\",\"stream\":true,\"recording\":\""
        + recording.name()
        + "\"";
  }

  private Recording named(byte[] request) throws IOException {
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
    try (InputStream example = EveryWriterTest.class.getResourceAsStream("/families/" + family)) {
      return JSON.readTree(example).path("expected");
    }
  }
}
