package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CountingTables;
import dev.streambed.gateway.fixture.Event;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestContext;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class FaultsTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void tellsOperatorsOfTablesThatCannotBeRead() throws IOException {
    CountingTables tables = new CountingTables(LocalTables.shared().client());
    tables.failWith("AccessDeniedException");
    CollectedResponse response = call(tables);
    assertThat(response.prelude().statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"code\":\"unavailable\"").doesNotContain("secret");
    assertThat(lines)
        .containsExactly(
            "{\"event_type\":\"gateway_error\",\"request_id\":\"mine\","
                + "\"error_code\":\"unavailable\",\"error_cause\":\"AccessDeniedException\"}");
  }

  @Test
  void tellsTheKindAndThePlaceOfABugAndNothingOfItsMessage() throws IOException {
    CollectedResponse response = call(new BrokenTables());
    assertThat(response.prelude().statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("\"error_cause\":\"IllegalStateException at FaultsTest.java:")
        .doesNotContain("secret");
  }

  private CollectedResponse call(DynamoDbClient tables) throws IOException {
    CollectedResponse response = new CollectedResponse();
    Event event =
        Event.functionUrl("POST", "/")
            .withHeader("x-request-id", "mine")
            .withHeader("x-api-key", "sb_" + "a".repeat(43))
            .withBody("{}");
    try (BedrockRuntimeAsyncClient bedrock = Bedrock.client(URI.create("http://127.0.0.1:1"))) {
      Settings settings = Settings.from(Stand.environment());
      Main.gateway(settings, tables, bedrock, lines::add)
          .handle(event.stream(), response, TestContext.ofOneMinute());
    }
    return response;
  }

  private static final class BrokenTables implements DynamoDbClient {

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      throw new IllegalStateException("secret");
    }

    @Override
    public String serviceName() {
      return "broken";
    }

    @Override
    public void close() {}
  }
}
