package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.config.SettingsException;
import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import dev.streambed.gateway.fixture.TestContext;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The function on AWS's own Java runtime: the same answers, but not streamed.
class MainTest {

  @Test
  void answersOnTheStockRuntimeInOne() throws Exception {
    byte[] stream = EventStreamFrames.claude("a", "b");
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        TestGateway testGateway = TestGateway.before(bedrock.uri())) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      LambdaEvent lambdaEvent =
          testGateway.ask(LambdaEvent.functionUrl("POST", "/"), TestGateway.members(true));
      Map<String, String> environment = TestGateway.environment(bedrock.uri());
      new Main(Main.gateway(environment, _ -> {}))
          .handleRequest(lambdaEvent.stream(), output, TestContext.ofOneMinute());
      JsonNode answer = new ObjectMapper().readTree(output.toByteArray());
      assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
      assertThat(answer.at("/headers/content-type").asText()).isEqualTo("text/event-stream");
      assertThat(answer.get("body").asText())
          .isEqualTo(
              "data: {\"content\": \"a\"}\n\ndata: {\"content\": \"b\"}\n\ndata: [DONE]\n\n");
    }
  }

  @Test
  void saysWhichVariableKeepsItFromStarting() {
    List<String> lines = new ArrayList<>();
    Map<String, String> environment = new HashMap<>(TestGateway.environment());
    environment.remove(Settings.USAGE_TABLE);
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Main.gateway(environment, lines::add));
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"invalid_settings\",\"error\":\"STREAMBED_USAGE_TABLE is not set:"
                + " set it to the name of the table usage\"}");
  }
}
