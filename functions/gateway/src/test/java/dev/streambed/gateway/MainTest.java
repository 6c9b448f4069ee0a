package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.fixture.TestContext;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/// The function as AWS's own Java runtime calls it: the same answers, and nothing streams.
class MainTest {

  @Test
  void answersOnTheStockRuntimeInOne() throws Exception {
    byte[] stream = Frames.claude("a", "b");
    try (RawBedrock bedrock =
            RawBedrock.start((exchange, _) -> exchange.stream().chunk(stream).end());
        Stand stand = Stand.before(bedrock.uri())) {
      ByteArrayOutputStream output = new ByteArrayOutputStream();
      Event event = stand.ask(Event.functionUrl("POST", "/"), Stand.members(true));
      new Main().handleRequest(event.stream(), output, TestContext.ofOneMinute());
      JsonNode answer = new ObjectMapper().readTree(output.toByteArray());
      assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
      assertThat(answer.at("/headers/content-type").asText()).isEqualTo("text/event-stream");
      assertThat(answer.get("body").asText())
          .isEqualTo(
              "data: {\"content\": \"a\"}\n\ndata: {\"content\": \"b\"}\n\ndata: [DONE]\n\n");
    }
  }
}
