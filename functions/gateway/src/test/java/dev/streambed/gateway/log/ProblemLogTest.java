package dev.streambed.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.Main;
import dev.streambed.gateway.TestGateway;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.dynamodb.AttributeValue;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.ItemPage;
import dev.streambed.gateway.dynamodb.TableRequest;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestAws;
import dev.streambed.gateway.fixture.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemLogTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void tellsOperatorsOfTablesThatCannotBeRead() throws Exception {
    CountingDynamoDb tables = new CountingDynamoDb(LocalTables.shared().dynamoDb());
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
  void tellsTheKindAndThePlaceOfABugAndNothingOfItsMessage() throws Exception {
    CollectedResponse response = call(new BrokenTables());
    assertThat(response.prelude().statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("\"code\":\"internal\"").doesNotContain("secret");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst())
        .contains("\"error_cause\":\"IllegalStateException at ProblemLogTest.java:")
        .doesNotContain("secret");
  }

  private CollectedResponse call(DynamoDb tables) throws Exception {
    CollectedResponse response = new CollectedResponse();
    LambdaEvent lambdaEvent =
        LambdaEvent.functionUrl("POST", "/")
            .withHeader("x-request-id", "mine")
            .withHeader("x-api-key", "sb_" + "a".repeat(43))
            .withBody("{}");
    try (AwsClients clients = AwsClients.of(TestAws.settings(), System.getenv())) {
      Settings settings = Settings.from(TestGateway.environment());
      Main.gateway(GatewayDependencies.of(settings, tables, clients, lines::add))
          .handle(lambdaEvent.stream(), response, TestContext.ofOneMinute());
    }
    return response;
  }

  private static final class BrokenTables implements DynamoDb {

    @Override
    public Map<String, AttributeValue> getItem(TableRequest request) {
      throw new IllegalStateException("secret");
    }

    @Override
    public void putItem(TableRequest request) {
      throw new IllegalStateException("secret");
    }

    @Override
    public Map<String, AttributeValue> updateItem(TableRequest request) {
      throw new IllegalStateException("secret");
    }

    @Override
    public void transactWriteItems(List<TableRequest> updates) {
      throw new IllegalStateException("secret");
    }

    @Override
    public void deleteItem(TableRequest request) {
      throw new IllegalStateException("secret");
    }

    @Override
    public ItemPage query(TableRequest request) {
      throw new IllegalStateException("secret");
    }

    @Override
    public ItemPage scan(TableRequest request) {
      throw new IllegalStateException("secret");
    }
  }
}
