package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.eventstream.Message;

/// Recorded answers of `Converse` and `ConverseStream` through the whole function: its caller gets
/// their bytes, and the record has their counts, wherever either connection breaks.
@Timeout(300)
class ConverseRecordingsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicReference<ScriptedBedrock.Script> script = new AtomicReference<>();
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void passesEveryRecordingThroughWithItsCounts() throws Exception {
    List<RecordedAnswer> recordings = RecordedAnswer.ofConverse();
    assertThat(recordings).hasSizeGreaterThan(150);
    try (ScriptedBedrock bedrock = bedrock();
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.unlimited();
      List<Expected> all = new ArrayList<>();
      for (RecordedAnswer recorded : recordings) {
        script.set((call, _) -> recorded.answer(call));
        CollectedResponse response = ask(gateway, recorded, new CollectedResponse());
        if (recorded.status() == 200) {
          assertThat(response.bytes()).as("%s", recorded).isEqualTo(recorded.body().bytes());
          all.add(expected(recorded, counts(recorded, recorded.body().bytes())));
        } else {
          assertThat(response.prelude().statusCode()).as("%s", recorded).isGreaterThan(399);
        }
      }
      check(gateway, all);
    }
  }

  @Test
  void leavesBedrocksCountsWhereverBedrocksConnectionEnds() throws Exception {
    RecordedAnswer recorded = shortStream();
    byte[] all = recorded.body().bytes();
    try (ScriptedBedrock bedrock = bedrock();
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.unlimited();
      List<Expected> expected = new ArrayList<>();
      for (int length : lengths(all)) {
        for (boolean inGoodOrder : new boolean[] {true, false}) {
          script.set((call, _) -> torn(call, Arrays.copyOf(all, length), inGoodOrder));
          CollectedResponse response = ask(gateway, recorded, new CollectedResponse());
          byte[] whole = wholeFrames(all, length);
          Optional<JsonNode> counts = counts(recorded, whole);
          expected.add(expected(recorded, counts));
          boolean isWhole = counts.isPresent() || (inGoodOrder && hasStopped(whole));
          checkBytes(response, whole, isWhole, "%d %s".formatted(length, inGoodOrder));
        }
      }
      check(gateway, expected);
    }
  }

  @Test
  void leavesBedrocksCountsWhereverItsCallerLeaves() throws Exception {
    RecordedAnswer recorded = shortStream();
    byte[] all = recorded.body().bytes();
    int frames = frames(all).size();
    try (ScriptedBedrock bedrock = bedrock();
        TestGateway gateway = TestGateway.before(bedrock.uri())) {
      gateway.unlimited();
      script.set((call, _) -> recorded.answer(call));
      List<Expected> expected = new ArrayList<>();
      for (int writes = 0; writes <= frames; writes++) {
        ask(gateway, recorded, new CollectedResponse().leavingAfter(writes));
        expected.add(expected(recorded, counts(recorded, all)));
      }
      Map<String, Map<String, AttributeValue>> records = check(gateway, expected);
      for (int writes = 0; writes <= frames; writes++) {
        assertThat(records.get(expected.get(writes).requestId()))
            .containsEntry("outcome", text(writes < frames ? "client_gone" : "complete"));
      }
    }
  }

  private ScriptedBedrock bedrock() throws IOException {
    return ScriptedBedrock.start((call, number) -> script.get().answer(call, number));
  }

  private CollectedResponse ask(
      TestGateway gateway, RecordedAnswer recorded, CollectedResponse response) throws IOException {
    // Of some recordings the model is not known.
    String name = ModelId.of(recorded.model()).map(ModelId::value).orElse(TestGateway.MODEL);
    String model = URLEncoder.encode(name, StandardCharsets.UTF_8);
    LambdaEvent event =
        LambdaEvent.functionUrl(
                "POST",
                "/model/" + model + (recorded.streamed() ? "/converse-stream" : "/converse"))
            .withHeader("authorization", "Bearer " + gateway.token())
            .withHeader("x-request-id", "c-" + asked.incrementAndGet())
            .withBody("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello?\"}]}]}");
    return gateway.call(event, response);
  }

  // All are looked at in the end: to read the records once for each takes longer than the calls.
  private record Expected(String requestId, RecordedAnswer recorded, Optional<JsonNode> counts) {}

  /// What the record of the latest call has.
  private Expected expected(RecordedAnswer recorded, Optional<JsonNode> counts) {
    return new Expected("c-" + asked.get(), recorded, counts);
  }

  /// @return the records, by request id
  private Map<String, Map<String, AttributeValue>> check(
      TestGateway gateway, List<Expected> expected) {
    Map<String, Map<String, AttributeValue>> records = new HashMap<>();
    gateway
        .records()
        .forEach(item -> records.put(item.getOrDefault("request_id", text("")).s(), item));
    expected.forEach(one -> checkCounts(one, records.getOrDefault(one.requestId(), Map.of())));
    checkOneRecordEach(gateway);
    return records;
  }

  private static void checkCounts(Expected expected, Map<String, AttributeValue> item) {
    assertThat(item)
        .as("%s", expected)
        .containsEntry(
            "usage_source", text(expected.counts().isPresent() ? "bedrock" : "estimate"));
    expected
        .counts()
        .ifPresent(usage ->
            assertThat(item)
                .as("%s", expected)
                .containsEntry("input_tokens", number(usage.path("inputTokens").asLong()))
                .containsEntry("output_tokens", number(usage.path("outputTokens").asLong()))
                .containsEntry("cache_read_tokens", number(cached(usage, "Read")))
                .containsEntry("cache_write_tokens", number(cached(usage, "Write"))));
  }

  private static long cached(JsonNode usage, String kind) {
    return usage.path("cache" + kind + "InputTokens").asLong();
  }

  private void checkOneRecordEach(TestGateway gateway) {
    assertThat(gateway.records()).hasSize(asked.get());
    assertThat(gateway.running()).isEmpty();
  }

  // Without content the caller gets an error instead of an answer.
  private static void checkBytes(
      CollectedResponse response, byte[] whole, boolean isWhole, String description)
      throws IOException {
    if (frames(whole).stream().noneMatch(message -> type(message).equals("contentBlockDelta"))) {
      assertThat(response.prelude().statusCode()).as(description).isGreaterThanOrEqualTo(500);
      return;
    }
    List<Message> got = frames(response.bytes());
    List<Message> sent = frames(whole);
    assertThat(response.bytes()).as(description).startsWith(whole);
    assertThat(got).as(description).hasSize(sent.size() + (isWhole ? 0 : 1));
    if (!isWhole) {
      assertThat(got.getLast().getHeaders()).as(description).containsKey(":exception-type");
    }
  }

  private static void torn(ScriptedBedrockCall call, byte[] bytes, boolean inGoodOrder)
      throws IOException {
    call.stream();
    if (bytes.length > 0) {
      call.chunk(bytes);
    }
    if (inGoodOrder) {
      call.end();
    } else {
      call.cut();
    }
  }

  private static RecordedAnswer shortStream() throws IOException {
    return RecordedAnswer.ofConverse().stream()
        .filter(recorded -> recorded.streamed() && recorded.status() == 200)
        .min((one, other) -> Integer.compare(one.body().size(), other.body().size()))
        .orElseThrow();
  }

  // The ends of frames, their neighbours, and some in between.
  private static List<Integer> lengths(byte[] all) {
    List<Integer> lengths = new ArrayList<>(List.of(0, 1));
    int at = 0;
    while (at < all.length) {
      at += ByteBuffer.wrap(all, at, Integer.BYTES).getInt();
      lengths.addAll(List.of(at - 1, at, at + 5));
    }
    Random random = new Random(1);
    for (int times = 0; times < 20; times++) {
      lengths.add(random.nextInt(all.length));
    }
    lengths.removeIf(length -> length > all.length);
    return lengths;
  }

  private static byte[] wholeFrames(byte[] all, int length) {
    int at = 0;
    while (at + Integer.BYTES <= length) {
      int end = at + ByteBuffer.wrap(all, at, Integer.BYTES).getInt();
      if (end > length) {
        break;
      }
      at = end;
    }
    return Arrays.copyOf(all, at);
  }

  private static boolean hasStopped(byte[] stream) {
    return frames(stream).stream().anyMatch(message -> type(message).equals("messageStop"));
  }

  private static Optional<JsonNode> counts(RecordedAnswer recorded, byte[] body)
      throws IOException {
    if (!recorded.streamed()) {
      return Optional.of(JSON.readTree(body).path("usage")).filter(JsonNode::isObject);
    }
    for (Message message : frames(body)) {
      if (type(message).equals("metadata")) {
        return Optional.of(JSON.readTree(message.getPayload()).path("usage"));
      }
    }
    return Optional.empty();
  }

  private static String type(Message message) {
    var type = message.getHeaders().get(":event-type");
    return type == null ? "" : type.getString();
  }

  private static List<Message> frames(byte[] stream) {
    ByteBuffer rest = ByteBuffer.wrap(stream);
    List<Message> messages = new ArrayList<>();
    while (rest.hasRemaining()) {
      messages.add(Message.decode(rest));
    }
    return messages;
  }
}
