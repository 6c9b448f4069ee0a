package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.protocol.Json;
import dev.streambed.bedrock.scripted.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The scripted model says nothing that Bedrock was not heard to say.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedShapesTest {

  private RecordedShapes recorded;
  private BedrockEndpoint bedrock;
  private UnsignedClient unsignedClient;

  @BeforeAll
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new ModelSource.Scripted(Script.IMMEDIATE)));
    unsignedClient = UnsignedClient.to(bedrock);
    recorded = RecordedShapes.of(SharedTestData.folder("recordings"));
  }

  @AfterAll
  void stop() {
    bedrock.close();
  }

  static Stream<SampleRequest> samples() {
    return SampleRequest.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWholeAnswersInTheShapeOfTheRecordedOnes(SampleRequest sampleRequest) throws Exception {
    Set<String> known = known(sampleRequest, "invoke");

    byte[] body =
        unsignedClient
            .whole("/model/" + sampleRequest.modelId() + "/invoke", request(sampleRequest))
            .body();

    assertThat(known).containsAll(RecordedShapes.shape(Json.read(body).orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void streamsInTheShapeOfTheRecordedStreams(SampleRequest sampleRequest) throws Exception {
    String operation = "invoke-with-response-stream";
    Set<String> known = known(sampleRequest, operation);

    String path = "/model/" + sampleRequest.modelId() + "/" + operation;
    Set<String> said = new TreeSet<>();
    for (EventStreamReader.Event event :
        EventStreamReader.of(unsignedClient.open(path, request(sampleRequest)).body())) {
      said.addAll(RecordedShapes.shape(event.document()));
    }

    assertThat(known).containsAll(said);
  }

  @ParameterizedTest
  @CsvSource({
    "openai.gpt-oss-120b-1:0, a [[bedrock tool=f reasoning text=b]]",
    "us.amazon.nova-micro-v1:0, a [[bedrock tool=f text=b]]",
    "anthropic.claude-3-5-sonnet-20240620-v1:0, a [[bedrock tool=f text=b]]"
  })
  void callsToolsAsRecordedModelsDid(String modelId, String prompt) throws Exception {
    SampleRequest sampleRequest = SampleRequest.of(modelId);
    String body = new String(sampleRequest.asking(prompt, 1_000), StandardCharsets.UTF_8);
    String path = "/model/" + modelId + "/";

    Set<String> whole =
        RecordedShapes.shape(
            Json.read(unsignedClient.whole(path + "invoke", body).body()).orElseThrow());
    Set<String> streamed = new TreeSet<>();
    for (EventStreamReader.Event event :
        EventStreamReader.of(
            unsignedClient.open(path + "invoke-with-response-stream", body).body())) {
      streamed.addAll(RecordedShapes.shape(event.document()));
    }

    assertThat(known(sampleRequest, "invoke")).containsAll(whole);
    assertThat(known(sampleRequest, "invoke-with-response-stream")).containsAll(streamed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text=b",
        "tools=2 tool=f text=b",
        "reasoning text=b",
        "redacted text=b",
        "citations text=b",
        "cacheRead=7 cacheWrite=8 cacheWrite1h=9",
        "stop=stop_sequence"
      })
  void conversesInTheShapeOfTheRecordedAnswers(String words) throws Exception {
    assumeFalse(recorded.ofConverse("converse").isEmpty(), "needs recordings of Converse");
    String path = "/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/";
    String body = UnsignedClient.nova("a [[bedrock " + words + "]]");

    Set<String> whole =
        RecordedShapes.shape(
            Json.read(unsignedClient.whole(path + "converse", body).body()).orElseThrow());
    Set<String> streamed = new TreeSet<>();
    for (EventStreamReader.Event event :
        EventStreamReader.of(unsignedClient.open(path + "converse-stream", body).body())) {
      streamed.addAll(RecordedShapes.shape(event));
    }

    assertThat(recorded.ofConverse("converse")).containsAll(whole);
    // Nobody recorded a stream with cached tokens.
    streamed.removeIf(member -> member.contains("/usage/cache"));
    assertThat(recorded.ofConverse("converse-stream")).containsAll(streamed);
  }

  private Set<String> known(SampleRequest sampleRequest, String operation) {
    JsonNode request = Json.read(sampleRequest.asking("a", 100)).orElseThrow();
    Set<String> known = recorded.of(sampleRequest.modelId(), request, operation);
    assumeFalse(known.isEmpty(), () -> "needs a recording of " + operation + " in its format");
    return known;
  }

  private static String request(SampleRequest sampleRequest) {
    return new String(sampleRequest.asking("a", 100), StandardCharsets.UTF_8);
  }
}
