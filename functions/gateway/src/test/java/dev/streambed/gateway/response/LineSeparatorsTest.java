package dev.streambed.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.ClientAnswerId;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import dev.streambed.gateway.json.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever is written as a line stays one, also for readers that know more ends of lines than we
/// write: `str.splitlines` of Python, which its HTTP clients read streams with.
class LineSeparatorsTest {

  /// Where `str.splitlines` splits.
  private static final String SPLITS = "\n|\r|[\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029]";

  private static final String TEXT =
      "a\n\r\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029\u0000é😀";
  private static final RequestId ID = new RequestId("r-1");
  private static final Usage COUNTED = new Usage.Counted(1, 2, 3, 4);
  private static final Problem PROBLEM = Problem.of(ErrorCode.MODEL_ERROR, TEXT);
  private static final ObjectMapper JACKSON = new ObjectMapper();

  // As models write it: only control characters need escapes.
  private static final String EVENT =
      "{\n\"a\" :\r\n\"a\\n\\r\\u000b\\f\\u001c\\u001d\\u001e\u0085\u2028\u2029\\u0000é😀\"}";

  @Test
  void isTrueOfServerSentEvents() throws IOException {
    RecordingSink back = new RecordingSink(true);
    ResponseWriter responseWriter = new SeedResponseFormat().streamed(back, ask(), ID);
    responseWriter.chunk(new Chunk.Text(TEXT));
    responseWriter.chunk(new Chunk.Event(EVENT));
    responseWriter.end(new Outcome.Complete(COUNTED, TEXT));
    responseWriter.end(new Outcome.Failed(COUNTED, PROBLEM));
    assertThat(lines(back.body())).isEqualTo(List.of(back.body().split("\n")));
    List<JsonNode> data = data(back.body());
    assertThat(data.get(0).path("content").asText()).isEqualTo(TEXT);
    assertThat(data.get(1).path("event").path("a").asText()).isEqualTo(TEXT);
    assertThat(data.get(2).path("stopReason").asText()).isEqualTo(TEXT);
    assertThat(data.get(3).path("error").asText()).isEqualTo(TEXT);
  }

  @Test
  void isTrueOfTheArray() throws IOException {
    RecordingSink back = new RecordingSink(false);
    ResponseWriter responseWriter = new SeedResponseFormat().streamed(back, ask(), ID);
    responseWriter.chunk(new Chunk.Text(TEXT));
    responseWriter.chunk(new Chunk.Event(EVENT));
    responseWriter.end(new Outcome.Failed(COUNTED, PROBLEM));
    assertThat(lines(back.body())).hasSize(1);
    JsonNode array = JACKSON.readTree(back.body());
    assertThat(array.at("/0/content").asText()).isEqualTo(TEXT);
    assertThat(array.at("/1/event/a").asText()).isEqualTo(TEXT);
    assertThat(array.at("/2/error").asText()).isEqualTo(TEXT);
  }

  @Test
  @Timeout(60)
  void isTrueOfMessagesOnAWebSocket() throws Exception {
    List<String> posted = new CopyOnWriteArrayList<>();
    AnswerCorrelation answerCorrelation =
        new AnswerCorrelation(new ClientAnswerId("a-1"), ID, new ModelId("m"));
    Deadline deadline = Deadline.in(Duration.ofSeconds(60), InstantSource.system());
    try (WebSocketResponseWriter reply =
        WebSocketResponseWriter.begin(answerCorrelation, JsonObject.EMPTY, posted::add, deadline)) {
      reply.chunk(new Chunk.Text(TEXT));
      reply.chunk(new Chunk.Event(EVENT));
      reply.end(new Outcome.Failed(COUNTED, PROBLEM));
    }
    assertThat(posted).hasSize(4).allSatisfy(message -> assertThat(lines(message)).hasSize(1));
    assertThat(JACKSON.readTree(posted.get(1)).path("content").asText()).isEqualTo(TEXT);
    assertThat(JACKSON.readTree(posted.get(2)).at("/event/a").asText()).isEqualTo(TEXT);
    assertThat(JACKSON.readTree(posted.get(3)).path("error").asText()).isEqualTo(TEXT);
  }

  @Test
  void isTrueOfErrorsThatAreAllOfAnAnswer() throws IOException {
    RecordingSink back = new RecordingSink(true);
    ResponseWriters.problem(back, PROBLEM, ID);
    assertThat(lines(back.body())).hasSize(1);
    assertThat(JACKSON.readTree(back.body()).path("error").asText()).isEqualTo(TEXT);
  }

  // Log lines and records are written so.
  @Test
  void isTrueOfEveryValueThatIsWrittenAsJson() throws IOException {
    String written = new JsonString(TEXT).write();
    assertThat(lines(written)).hasSize(1);
    assertThat(JACKSON.readTree(written).asText()).isEqualTo(TEXT);
    assertThat(Json.read(written.getBytes(StandardCharsets.UTF_8))).isEqualTo(new JsonString(TEXT));
  }

  @Test
  void leavesADocumentOfBedrocksAsItIs() throws IOException {
    RecordingSink back = new RecordingSink(true);
    ResponseWriters.document(back, Payload.of(EVENT.getBytes(StandardCharsets.UTF_8)));
    assertThat(back.body()).isEqualTo(EVENT);
  }

  @Test
  void countsTheEscapesOfAMessageThatIsCut() {
    for (String character : new String[] {"\u0085", "\u2028", "\u2029", "\u001c", "\n", "é", "€"}) {
      String text = character.repeat(1000);
      int fits = JsonStringLength.fitting(text, 600);
      int bytes =
          new JsonString(text.substring(0, fits)).write().getBytes(StandardCharsets.UTF_8).length;
      assertThat(bytes - 2).isLessThanOrEqualTo(600).isGreaterThan(594);
    }
  }

  private static List<String> lines(String text) {
    return List.of(text.split(SPLITS));
  }

  private static List<JsonNode> data(String body) throws IOException {
    List<JsonNode> data = new ArrayList<>();
    for (String line : body.split("\n", -1)) {
      if (line.startsWith("data: {")) {
        data.add(JACKSON.readTree(line.substring("data: ".length())));
      }
    }
    return data;
  }

  private static ModelRequest ask() {
    return new ModelRequest(new ModelId("m"), Payload.EMPTY, true, true, TokenEstimate.NOTHING);
  }
}
