package dev.streambed.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.scripted.Script;
import dev.streambed.bedrock.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The scripted model says nothing that Bedrock was not heard to say.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedShapesTest {

  private RecordedShapes recorded;
  private BedrockEndpoint bedrock;
  private Call call;

  @BeforeAll
  void start() throws IOException {
    bedrock = BedrockEndpoint.start(BedrockOptions.of(new Answers.Scripted(Script.IMMEDIATE)));
    call = Call.to(bedrock);
    recorded = RecordedShapes.of(Shared.folder("recordings"));
  }

  @AfterAll
  void stop() {
    bedrock.close();
  }

  static Stream<Sample> samples() {
    return Sample.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWholeAnswersInTheShapeOfTheRecordedOnes(Sample sample) throws Exception {
    Set<String> known = known(sample, "invoke");

    byte[] body = call.whole("/model/" + sample.modelId() + "/invoke", request(sample)).body();

    assertThat(known).containsAll(RecordedShapes.shape(Json.read(body).orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void streamsInTheShapeOfTheRecordedStreams(Sample sample) throws Exception {
    String operation = "invoke-with-response-stream";
    Set<String> known = known(sample, operation);

    String path = "/model/" + sample.modelId() + "/" + operation;
    Set<String> said = new TreeSet<>();
    for (Events.Event event : Events.of(call.open(path, request(sample)).body())) {
      said.addAll(RecordedShapes.shape(event.document()));
    }

    assertThat(known).containsAll(said);
  }

  private Set<String> known(Sample sample, String operation) {
    JsonNode request = Json.read(sample.asking("a", 100)).orElseThrow();
    Set<String> known = recorded.of(sample.modelId(), request, operation);
    assumeFalse(known.isEmpty(), () -> "needs a recording of " + operation + " in its format");
    return known;
  }

  private static String request(Sample sample) {
    return new String(sample.asking("a", 100), StandardCharsets.UTF_8);
  }
}
