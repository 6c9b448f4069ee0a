package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.Usage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every family's stream, in made-up examples under `families/`.
class StreamFormatsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> readsTheStreamOf() throws IOException, URISyntaxException {
    Path folder = Path.of(Objects.requireNonNull(getClass().getResource("/families/")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> read(file)))
          .toList();
    }
  }

  @Test
  void passesOnAnEventThatIsNoJsonAsAString() {
    assertThat(read("{\"type\":").chunks()).containsExactly(new Chunk.Event("\"{\\\"type\\\":\""));
  }

  @Test
  void passesOnAnEventThatIsNoObject() {
    assertThat(read("[1]").chunks()).containsExactly(new Chunk.Event("[1]"));
  }

  @Test
  void takesAnthropicsErrorsForBedrocksExceptions() {
    assertThat(failureOf("overloaded_error")).isEqualTo("ThrottlingException");
    assertThat(failureOf("timeout_error")).isEqualTo("ModelTimeoutException");
    assertThat(failureOf("api_error")).isEqualTo("ModelStreamErrorException");
    assertThat(failureOf("invalid_request_error")).isEqualTo("ValidationException");
  }

  private static String failureOf(String type) {
    return read("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"secret\"}}")
        .failure()
        .name();
  }

  private static void read(Path file) throws IOException {
    JsonNode example = JSON.readTree(file.toFile());
    JsonNode expected = example.get("expected");
    Told told = new Told();
    // An event that is not JSON is in the example as a string.
    example.get("events").forEach(event -> told.add(text(event)));
    told.end();
    assertThat(told.chunks).isEqualTo(chunks(expected.get("pieces"), example.get("events")));
    assertThat(told.stopReason).isEqualTo(expected.get("stopReason").asText());
    assertThat(told.whole).isEqualTo(expected.get("whole").asBoolean());
    assertThat(told.usage).isEqualTo(usage(expected.get("usage")));
    assertThat(told.reader.guardrail()).isEqualTo(guardrail(expected.path("guardrail")));
  }

  private static Guardrail guardrail(JsonNode expected) {
    Map<String, Long> units = new TreeMap<>();
    expected
        .path("units")
        .properties()
        .forEach(unit -> units.put(unit.getKey(), unit.getValue().asLong()));
    return new Guardrail(expected.path("action").asText(""), units);
  }

  private static String text(JsonNode event) {
    return event.isTextual() ? event.asText() : event.toString();
  }

  private static List<Chunk> chunks(JsonNode expected, JsonNode events) {
    List<Chunk> chunks = new ArrayList<>();
    for (JsonNode chunk : expected) {
      chunks.add(chunk(chunk, events));
    }
    return chunks;
  }

  private static Chunk chunk(JsonNode expected, JsonNode events) {
    if (expected.has("content")) {
      return new Chunk.Text(expected.get("content").asText());
    }
    return expected.get("event").isInt()
        ? new Chunk.Event(text(events.get(expected.get("event").asInt())))
        : new Chunk.Event(expected.get("event").toString());
  }

  private static Usage usage(JsonNode counts) {
    return counts.isNull()
        ? new Usage.Unknown()
        : new Usage.Counted(
            counts.get(0).asLong(),
            counts.get(1).asLong(),
            counts.get(2).asLong(),
            counts.get(3).asLong());
  }

  private static ParsedEvent read(String event) {
    return new ModelEventReader().read(event.getBytes(StandardCharsets.UTF_8)).parsedEvent();
  }

  private static final class Told {
    private final ModelEventReader reader = new ModelEventReader();
    private final List<Chunk> chunks = new ArrayList<>();
    private String stopReason = "";
    private boolean whole;
    private Usage usage = new Usage.Unknown();

    private void add(String event) {
      MeteredEvent metered = reader.read(event.getBytes(StandardCharsets.UTF_8));
      chunks.addAll(metered.parsedEvent().chunks());
      whole |= metered.parsedEvent().last();
      if (!metered.parsedEvent().stopReason().isEmpty()) {
        stopReason = metered.parsedEvent().stopReason();
      }
      usage = metered.counted().<Usage>map(counted -> counted).orElse(usage);
    }

    private void end() {
      chunks.addAll(reader.rest());
      whole |= reader.guardrail().intervened();
      stopReason = reader.guardrail().stopReason(stopReason);
    }
  }
}
