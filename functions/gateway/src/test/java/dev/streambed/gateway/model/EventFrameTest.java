package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.SharedTestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/// Frames, beside AWS's own library for event streams.
class EventFrameTest {

  // The library writes numbers of one and two bytes without their value; the vectors have them.
  @Test
  void hasHeadersOfEveryType() {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put("true", HeaderValue.fromBoolean(true));
    headers.put("false", HeaderValue.fromBoolean(false));
    headers.put("int", HeaderValue.fromInteger(3));
    headers.put("long", HeaderValue.fromLong(4));
    headers.put("bytes", HeaderValue.fromByteArray(new byte[] {5, 6}));
    headers.put("time", HeaderValue.fromTimestamp(Instant.EPOCH));
    headers.put("uuid", HeaderValue.fromUuid(new UUID(7, 8)));
    headers.put(":message-type", HeaderValue.fromString("event"));
    headers.put(":event-type", HeaderValue.fromString("chunk"));
    EventFrame frame = EventFrame.of(encoded(headers, "{}"));
    assertThat(frame.type()).isEqualTo("chunk");
    assertThat(frame.isException()).isFalse();
    assertThat(frame.payload()).asString().isEqualTo("{}");
  }

  @Test
  void isDamagedWithAnyByteChanged() {
    byte[] whole = EventStreamFrames.claudeChunk("text");
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      assertThat(EventFrame.of(changed).type()).as("byte %d", at).isEqualTo("damagedEventFrame");
      assertThat(EventFrame.of(changed).payload()).isEmpty();
      assertThat(EventFrame.of(Arrays.copyOf(whole, at)).isException()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bytes\":\"%s\"}",
        "{\"bytes\":\"%s\",\"p\":\"abcdefghij\"}",
        "{\"p\":\"abc\",\"bytes\":\"%s\"}",
        " { \"bytes\" : \"%s\" } "
      })
  void hasTheModelsEvent(String payload) {
    byte[] event = "{\"a\":\"é/?>\"}".getBytes(StandardCharsets.UTF_8);
    String base64 = Base64.getEncoder().encodeToString(event);
    assertThat(chunk(payload.formatted(base64)).modelEvent()).isEqualTo(event);
    assertThat(chunk(payload.formatted(base64.replace("/", "\\/"))).modelEvent()).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"bytes\":\"",
        "{\"bytes\":\"AAAA",
        "{\"bytes\":\"AAAA\"",
        "{\"bytes\":\"*\"}",
        "{\"bytes\":\"A\"}",
        "{\"bytes\":1}",
        "{\"bytes\":\"AAAA\"x}",
        "[]"
      })
  void hasNoEventInWhatIsNoChunk(String payload) {
    assertThat(chunk(payload).modelEvent()).isEmpty();
  }

  @TestFactory
  List<DynamicTest> isReadAsTheVectorsSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SharedTestData.folder("eventstream-vectors"))) {
      for (Path file : files.filter(EventFrameTest::isEncoded).toList()) {
        tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(15);
    return tests;
  }

  private static boolean isEncoded(Path file) {
    boolean isVector = file.toString().contains("smithy-rs") || file.toString().contains("encoded");
    return Files.isRegularFile(file) && isVector;
  }

  private static void check(Path file) throws IOException {
    boolean isInvalid =
        file.getFileName().toString().startsWith("invalid") || file.toString().contains("negative");
    EventFrame frame = EventFrame.of(Files.readAllBytes(file));
    assertThat(frame.type().equals("damagedEventFrame")).isEqualTo(isInvalid);
  }

  private static EventFrame chunk(String payload) {
    return EventFrame.of(
        encoded(
            Map.of(
                ":message-type", HeaderValue.fromString("event"),
                ":event-type", HeaderValue.fromString("chunk")),
            payload));
  }

  private static byte[] encoded(Map<String, HeaderValue> headers, String payload) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Message(headers, payload.getBytes(StandardCharsets.UTF_8)).encode(bytes);
    return bytes.toByteArray();
  }
}
