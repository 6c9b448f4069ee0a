package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.GoldenExchange;
import dev.streambed.gateway.fixture.GoldenFile;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.ScriptedBedrockCall;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonArray;
import dev.streambed.gateway.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every dialect that is translated, with every feature and every family of models, through the
/// whole function: the files of `golden` have a request each, and below it what Bedrock gets (`>`),
/// what the caller gets (`<`) and what is recorded (`=`). A new file needs its request only:
/// `-Dstreambed.golden=write` writes the rest, of all files, and the diff shows what has changed.
///
/// The feature `prompt-caching` is that of a deployment with automatic prompt caching.
///
/// The seed format and Bedrock's own API hand bodies on as they are; `families` has their answers.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenMatrixTest {

  private static final Map<String, String> PATHS =
      Map.of(
          "anthropic", "/v1/messages",
          "openai_chat", "/v1/chat/completions",
          "openai_responses", "/v1/responses",
          "ai_sdk", "/ui/chat");

  private final boolean isWriting = "write".equals(System.getProperty("streambed.golden"));
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String feature = "";
  private ScriptedBedrock bedrock;
  private TestGateway gateway;
  private TestGateway caching;

  @BeforeAll
  void start() throws IOException {
    bedrock = ScriptedBedrock.start((call, _) -> answer(call));
    gateway = TestGateway.before(bedrock.uri());
    gateway.unlimited();
    caching = TestGateway.before(bedrock.uri(), Map.of(Settings.PROMPT_CACHING, "automatic"));
    caching.unlimited();
  }

  @AfterAll
  void stop() throws IOException {
    gateway.close();
    caching.close();
    bedrock.close();
  }

  @ParameterizedTest
  @MethodSource("files")
  void isAsTheFileSays(GoldenFile file) throws IOException {
    feature = file.feature();
    Map<String, String> results = new LinkedHashMap<>();
    for (Map.Entry<String, String> family : families().entrySet()) {
      results.put(
          family.getKey(),
          result(feature.equals("prompt-caching") ? caching : gateway, file, family.getValue()));
    }
    String text = file.text(results);
    if (isWriting) {
      Files.writeString(file.path(), text);
    }
    assertThat(file.text()).isEqualTo(text);
  }

  /// The matrix has no hole without a reason: each feature of each dialect has its file or its line
  /// in `missing.txt`, and not both.
  @Test
  void namesWhatIsMissing() throws IOException {
    List<GoldenFile> files = files().toList();
    Set<String> cells = files.stream().map(GoldenFile::toString).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>();
    for (String dialect : PATHS.keySet()) {
      for (GoldenFile file : files) {
        if (!cells.contains(dialect + "/" + file.feature())) {
          missing.add(dialect + "/" + file.feature());
        }
      }
    }
    List<String> lines = Files.readAllLines(GoldenFile.of("missing.txt"));
    assertThat(lines).allSatisfy(line -> assertThat(line).matches("[a-z_]+/[a-z-]+: .{10,}"));
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(':'))))
        .containsExactlyElementsOf(missing);
  }

  private static Stream<GoldenFile> files() throws IOException {
    return GoldenFile.all().stream();
  }

  private static Map<String, String> families() throws IOException {
    return ((JsonObject) json("families.json")).texts();
  }

  private String result(TestGateway asking, GoldenFile file, String model) throws IOException {
    asked.clear();
    int lines = asking.lines().size();
    LambdaEvent event =
        LambdaEvent.functionUrl("POST", PATHS.getOrDefault(file.dialect(), ""))
            .withHeader("authorization", "Bearer " + asking.token())
            .withHeader("x-request-id", "golden-1")
            .withBody(file.request(model));
    CollectedResponse response = asking.call(event);
    // The time, and prices, which are not a dialect's.
    String body =
        response
            .body()
            .replaceAll("\"(created|created_at)\":\\d+", "\"$1\":0")
            .replaceAll("\"costNanoUsd\":(?:\\d+|null)", "\"costNanoUsd\":0");
    String told =
        String.join("", asked)
            + "< %d %s\n%s\n"
                .formatted(
                    response.prelude().statusCode(), response.header("content-type"), body.strip())
            + asking.lines().stream()
                .skip(lines)
                // Of refusals there are lines for operators only now and then.
                .filter(line -> line.startsWith("{\"event_type\":\"bedrock_"))
                .map(GoldenMatrixTest::record)
                .collect(Collectors.joining("\n"));
    return told.replace(model, GoldenFile.MODEL);
  }

  private static String record(String line) {
    JsonObject entry = (JsonObject) GoldenExchange.json(line);
    return Stream.of(
            "event_type",
            "operation",
            "outcome",
            "stop_reason",
            "error_code",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "usage_source")
        .filter(entry::has)
        .map(name -> name + "=" + entry.get(name).map(Json::write).orElse("").replace("\"", ""))
        .collect(Collectors.joining(" ", "= ", ""));
  }

  // Claude's own API and Converse have files of their own, streamed and not.
  private void answer(ScriptedBedrockCall call) throws IOException {
    String operation = call.path().substring(call.path().lastIndexOf('/') + 1);
    asked.add(
        "> %s\n%s\n".formatted(operation, new String(call.request(), StandardCharsets.UTF_8)));
    String file = "answers/" + feature + "." + operation + ".json";
    if (feature.equals("error")) {
      JsonObject error = (JsonObject) json("answers/error.json");
      call.error("400 Bad", error.text("type").orElse(""), error.write());
    } else {
      boolean isOwn = Files.exists(GoldenFile.of(file));
      send(call, json(isOwn ? file : "answers/default." + operation + ".json"));
    }
  }

  private static void send(ScriptedBedrockCall call, Json answer) throws IOException {
    if (!(answer instanceof JsonArray(List<Json> events))) {
      byte[] document = answer.write().getBytes(StandardCharsets.UTF_8);
      call.answer(Map.of("content-type", "application/json"), document);
      return;
    }
    call.stream();
    for (Json event : events) {
      call.chunk(frame((JsonObject) event));
    }
    call.end();
  }

  private static byte[] frame(JsonObject event) {
    if (event.has("type")) {
      return EventStreamFrames.chunk(event.write());
    }
    Map.Entry<String, Json> only = event.members().entrySet().iterator().next();
    return only.getKey().endsWith("Exception")
        ? EventStreamFrames.exception(
            only.getKey(), ((JsonObject) only.getValue()).text("message").orElse(""))
        : EventStreamFrames.event(only.getKey(), only.getValue().write());
  }

  private static Json json(String name) throws IOException {
    Path file = GoldenFile.of(name);
    return Json.read(Files.readAllBytes(file));
  }
}
