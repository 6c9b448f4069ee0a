package dev.streambed.gateway;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.fixture.LambdaEvent;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A refused request of a known caller writes one line, with the customer.
@Timeout(60)
class RefusedRequestLogTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final String SECRET = "xyzzy";

  @AutoClose private final TestGateway testGateway = TestGateway.before(NOBODY);

  @Test
  void namesTheCustomerOfABodyThatIsNotValid() throws IOException {
    testGateway.call(
        mine(LambdaEvent.functionUrl("POST", "/bedrock")).withBody("{\"a\": \"" + SECRET));
    assertThat(line("request_refused").path("error_code").asText()).isEqualTo("invalid_request");
  }

  @Test
  void namesTheLimitAndTheModelOfOneAboveALimit() throws IOException {
    testGateway.limitTo(0);
    testGateway.call(testGateway.stream());
    JsonNode line = line("request_refused");
    assertThat(line.path("error_code").asText()).isEqualTo("rate_limited");
    assertThat(line.path("limit").asText()).isEqualTo("requestsPerDay");
    assertThat(line.path("model_id").asText()).isEqualTo(TestGateway.MODEL);
  }

  @Test
  void namesTheCustomerThatMayNotUseTheModel() throws IOException {
    testGateway.putCustomer(
        Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of("a.b"))));
    testGateway.call(testGateway.stream());
    JsonNode line = line("request_refused");
    assertThat(line.path("error_code").asText()).isEqualTo("model_not_allowed");
    assertThat(line.path("error_reason").asText()).isEqualTo("not_on_list_of_customer");
    assertThat(line.path("model_id").asText()).isEqualTo(TestGateway.MODEL);
  }

  @Test
  void namesTheCustomerThatIsSuspended() throws IOException {
    testGateway.putCustomer(Map.of("status", text("suspended")));
    testGateway.call(testGateway.stream());
    assertThat(line("request_refused").path("error_code").asText()).isEqualTo("forbidden");
  }

  @Test
  void namesWhoAsksForWhatIsNotAnAnswer() throws IOException {
    testGateway.putCustomer(
        Map.of(
            "status",
            text("active"),
            "limits",
            AttributeValue.fromM(Map.of("usageRequestsPerMinute", number(0)))));
    testGateway.call(mine(LambdaEvent.functionUrl("GET", "/usage")));
    assertThat(line("request_refused").path("limit").asText()).isEqualTo("usageRequestsPerMinute");
  }

  @Test
  void writesNothingAboutStrangers() throws IOException {
    testGateway.call(LambdaEvent.functionUrl("POST", "/bedrock").withBody("{}"));
    testGateway.call(LambdaEvent.functionUrl("POST", "/nowhere"));
    assertThat(testGateway.lines()).isEmpty();
  }

  @Test
  void namesTheCustomerOfAMessageOnAConnection() throws Exception {
    try (WebSocketTestGateway socket = WebSocketTestGateway.connected(NOBODY)) {
      socket.say("{\"action\":\"invoke\",\"id\":\"a1\",\"modelId\":7,\"a\":\"" + SECRET + "\"}");
      JsonNode line = line(socket.stand(), "request_refused");
      assertThat(line.path("error_code").asText()).isEqualTo("invalid_request");
    }
  }

  @Test
  void namesTheCustomerWhoseStopFindsNothing() throws Exception {
    try (WebSocketTestGateway socket = WebSocketTestGateway.connected(NOBODY)) {
      socket.say("{\"action\":\"stop\",\"id\":\"a1\"}");
      assertThat(line(socket.stand(), "request_refused").path("error_code").asText())
          .isEqualTo("not_found");
    }
  }

  @Test
  void doesNotWriteALineForEachOfManyRefusals() throws IOException {
    testGateway.limitTo(0);
    for (int call = 0; call < 250; call++) {
      testGateway.call(testGateway.stream());
    }
    assertThat(testGateway.lines()).hasSize(22);
    JsonNode last = JSON.readTree(testGateway.lines().getLast());
    assertThat(last.path("unwritten").asInt()).isEqualTo(99);
    assertThat(last.path("customer_id").asText()).isEqualTo(testGateway.customer());
  }

  private LambdaEvent mine(LambdaEvent lambdaEvent) {
    return lambdaEvent.withHeader("authorization", "Bearer " + testGateway.token());
  }

  private JsonNode line(String type) throws IOException {
    return line(testGateway, type);
  }

  private static JsonNode line(TestGateway of, String type) throws IOException {
    assertThat(of.lines()).hasSize(1);
    assertThat(of.lines().getFirst()).doesNotContain(SECRET).doesNotContain(of.token());
    JsonNode line = JSON.readTree(of.lines().getFirst());
    assertThat(line.path("event_type").asText()).isEqualTo(type);
    assertThat(line.path("customer_id").asText()).isEqualTo(of.customer());
    assertThat(line.path("request_id").asText()).isNotEmpty();
    return line;
  }
}
