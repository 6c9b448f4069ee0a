package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Chunk;
import dev.streambed.gateway.domain.Deadline;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.BedrockCounts;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.RecordedAnswer;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.SharedTestData;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Answers that Bedrock really gave, through the SDK: the text that they are known to hold, in as
/// many chunks, with the tokens that Bedrock counted.
class RecordedAnswersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXPECTED = ".expected.json";
  private static final Pattern REASONING =
      Pattern.compile("\\G<reasoning>(.*?)</reasoning>", Pattern.DOTALL);

  /// Ends without its last events: its source cut it short.
  private static final String TORN = "anthropic.claude-instant-v1.invokestream.200.nrpy.458a64";

  @TestFactory
  List<DynamicTest> streamsAsItWasRecorded() throws IOException {
    return tests(64 * 1024);
  }

  @TestFactory
  List<DynamicTest> streamsByteByByte() throws IOException {
    return tests(1);
  }

  @TestFactory
  List<DynamicTest> answersInOneAsItWasRecorded() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedTestData.files("recordings", EXPECTED)) {
      if (file.getFileName().toString().contains(".invoke.")) {
        tests.add(DynamicTest.dynamicTest(name(file), () -> answer(file)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(80);
    return tests;
  }

  /// If both exist, the counts in a document equal those in the headers, so the document can
  /// replace missing headers.
  @TestFactory
  List<DynamicTest> countsInItsDocumentAsBedrockDoes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedTestData.files("recordings", EXPECTED)) {
      JsonNode counts = JSON.readTree(file.toFile()).get("usage");
      if (file.getFileName().toString().contains(".invoke.") && !counts.isEmpty()) {
        Json document = Json.read(Files.readAllBytes(sibling(file, ".response.json")));
        if (document instanceof JsonObject object) {
          ResponseBodyCounts.of(object)
              .ifPresent(usage ->
                  tests.add(
                      DynamicTest.dynamicTest(
                          name(file), () -> assertThat(usage).isEqualTo(usage(counts)))));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests;
  }

  /// The message of a guardrail that blocks a prompt.
  private static final String BLOCKED = "Guardrail blocked the input.";

  private static List<DynamicTest> tests(int chunk) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : SharedTestData.files("recordings", EXPECTED)) {
      if (file.getFileName().toString().contains(".invokestream.")) {
        tests.add(DynamicTest.dynamicTest(name(file), () -> stream(file, chunk)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(40);
    return tests;
  }

  private static void stream(Path file, int chunk) throws Exception {
    JsonNode expected = JSON.readTree(file.toFile());
    byte[] stream = Files.readAllBytes(sibling(file, ".eventstream"));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunks(stream, chunk).end());
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      StreamTranscript streamTranscript =
          StreamTranscript.of(ChunkStreamTest.stream(client, Duration.ofMinutes(1)));
      String text = expected.get("text").asText();
      // Some recorded texts start with reasoning, which the reader separates.
      assertThat(streamTranscript.text()).isEqualTo(REASONING.matcher(text).replaceAll(""));
      assertThat(reasoning(streamTranscript)).isEqualTo(reasoning(text));
      assertThat(streamTranscript.texts() + reasonings(streamTranscript).count())
          .isEqualTo(expected.get("pieces").asLong());
      checkEnd(streamTranscript.end(), expected, file);
    }
  }

  private static void checkEnd(AnswerEvent end, JsonNode expected, Path file) throws IOException {
    if (expected.has("exception") || name(file).equals(TORN)) {
      ErrorCode code = expected.has("exception") ? ErrorCode.MODEL_ERROR : ErrorCode.UPSTREAM_ERROR;
      assertThat(end).isInstanceOf(AnswerEvent.Failed.class);
      assertThat(((AnswerEvent.Failed) end).problem().code()).isEqualTo(code);
      checkEstimate(((AnswerEvent.Failed) end).usage(), expected, Usage.Estimated.BROKEN_OFF);
      return;
    }
    assertThat(end).isInstanceOf(AnswerEvent.Ended.class);
    AnswerEvent.Ended ended = (AnswerEvent.Ended) end;
    checkCounts(ended.usage(), expected);
    if (hasIntervened(sibling(file, ".eventstream"))) {
      assertThat(ended.stopReason()).isEqualTo(Guardrail.STOP_REASON);
    } else {
      assertThat(ended.stopReason()).isNotEmpty().isNotEqualTo(Guardrail.STOP_REASON);
    }
  }

  private static boolean hasIntervened(Path eventstream) throws IOException {
    RecordedAnswer recordedAnswer = RecordedAnswer.stream("", Files.readAllBytes(eventstream));
    for (JsonNode event : BedrockCounts.events(recordedAnswer.body().bytes())) {
      if (event.path("amazon-bedrock-guardrailAction").asText().equals(Guardrail.INTERVENED)) {
        return true;
      }
    }
    return false;
  }

  private static String reasoning(StreamTranscript streamTranscript) {
    return reasonings(streamTranscript).collect(Collectors.joining());
  }

  private static Stream<String> reasonings(StreamTranscript streamTranscript) {
    return streamTranscript.chunks().stream()
        .filter(Chunk.Event.class::isInstance)
        .map(chunk -> json(((Chunk.Event) chunk).json()).at("/choices/0/delta/reasoning"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static String reasoning(String text) {
    return REASONING
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.joining());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkCounts(Usage usage, JsonNode expected) {
    JsonNode counts = expected.get("usage");
    if (expected.get("text").asText().equals(BLOCKED)) {
      assertThat(usage).isEqualTo(new Usage.Unknown());
    } else if (counts.isEmpty()) {
      checkEstimate(usage, expected, Usage.Estimated.MODEL_COUNTS);
    } else {
      assertThat(usage).isEqualTo(usage(counts));
    }
  }

  private static void checkEstimate(Usage usage, JsonNode expected, String reason) {
    assertThat(usage).isInstanceOf(Usage.Estimated.class);
    assertThat(((Usage.Estimated) usage).reason()).isEqualTo(reason);
    if (reason.equals(Usage.Estimated.BROKEN_OFF)) {
      assertThat(((Usage.Estimated) usage).counts().output())
          .isGreaterThanOrEqualTo(expected.get("pieces").asLong());
    }
  }

  private static void answer(Path file) throws Exception {
    JsonNode expected = JSON.readTree(file.toFile());
    JsonNode headers = JSON.readTree(sibling(file, ".meta.json").toFile()).get("response_headers");
    byte[] body = Files.readAllBytes(sibling(file, ".response.json"));
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.answer(headers(headers), body));
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri())) {
      Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
      Deadline deadline = Deadline.in(Duration.ofMinutes(1), InstantSource.system());
      BufferedAnswer answer = client.model(once).answer(LocalBedrockClients.ask(), deadline);
      assertThat(answer).isInstanceOf(BufferedAnswer.Complete.class);
      ModelDocument document = ((BufferedAnswer.Complete) answer).document();
      assertThat(document.json().bytes()).isEqualTo(body);
      JsonNode counts = expected.get("usage");
      checkUsage(document.usage(), counts, JSON.readTree(body));
      boolean intervened = new String(body, StandardCharsets.UTF_8).contains("\"INTERVENED\"");
      assertThat(document.guardrail().intervened()).isEqualTo(intervened);
      assertThat(document.stopReason().equals(Guardrail.STOP_REASON)).isEqualTo(intervened);
      assertThat(document.guardrail().units().isEmpty()).isEqualTo(!intervened);
    }
  }

  // Without numbers there is no text, because a guardrail has kept the prompt from the model, or
  // there is a guess.
  private static void checkUsage(Usage usage, JsonNode counts, JsonNode body) {
    Usage expected = counts.isEmpty() ? RecordedDocumentCounts.of(body) : usage(counts);
    if (expected instanceof Usage.Unknown && !body.has("amazon-bedrock-trace")) {
      assertThat(usage).isInstanceOf(Usage.Estimated.class);
      assertThat(((Usage.Estimated) usage).reason()).isEqualTo(Usage.Estimated.NO_COUNTS);
      assertThat(usage.isFinal()).isFalse();
    } else {
      assertThat(usage).isEqualTo(expected);
    }
  }

  private static Map<String, String> headers(JsonNode recorded) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, JsonNode> header : recorded.properties()) {
      headers.put(header.getKey(), header.getValue().asText());
    }
    headers.keySet().removeAll(Set.of("content-length", "transfer-encoding", "connection"));
    return headers;
  }

  private static Usage usage(JsonNode counts) {
    return counts.isEmpty()
        ? new Usage.Unknown()
        : new Usage.Counted(
            counts.path("inputTokenCount").asLong(),
            counts.path("outputTokenCount").asLong(),
            counts.path("cacheReadInputTokenCount").asLong(),
            counts.path("cacheWriteInputTokenCount").asLong());
  }

  private static Path sibling(Path file, String ending) {
    return file.resolveSibling(name(file) + ending);
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst(Pattern.quote(EXPECTED) + "$", "");
  }
}
