package dev.streambed.gateway.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Our JSON against what the SDK's client sends and reads.
class ItemAgainstSdkTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  private final RandomItems items = new RandomItems(20261130);
  private final SdkWire sdk = new SdkWire();

  @AfterEach
  void close() {
    sdk.close();
  }

  @Test
  void writesWhatTheSdkWrites() throws IOException {
    for (int round = 0; round < 2_000; round++) {
      Map<String, AttributeValue> item = items.item();
      sdk.client().putItem(request -> request.tableName("t").item(item));
      assertSame(TableRequest.of("t").item(RandomItems.ours(item)));
    }
  }

  @Test
  void readsWhatTheSdkWrites() {
    for (int round = 0; round < 2_000; round++) {
      Map<String, AttributeValue> item = items.item();
      sdk.client().putItem(request -> request.tableName("t").item(item));
      assertThat(TableResponse.read(sdk.sent()).item()).isEqualTo(RandomItems.ours(item));
    }
  }

  @Test
  void isReadByTheSdk() {
    for (int round = 0; round < 500; round++) {
      Map<String, AttributeValue> item = items.item();
      sdk.answer(TableRequest.of("t").item(RandomItems.ours(item)).body());
      assertThat(
              sdk.client()
                  .getItem(request -> request.tableName("t").key(Map.of("k", text())))
                  .item())
          .isEqualTo(item);
    }
  }

  @Test
  void sendsTheParametersOfAnUpdate() throws IOException {
    sdk.client()
        .updateItem(request ->
            request
                .tableName("t \"1\"")
                .key(Map.of("k", text()))
                .updateExpression("SET #a = :a")
                .conditionExpression("#a <> :a")
                .expressionAttributeNames(Map.of("#a", "a \"b\""))
                .expressionAttributeValues(Map.of(":a", text()))
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    assertSame(
        TableRequest.of("t \"1\"")
            .key(RandomItems.ours(Map.of("k", text())))
            .updateExpression("SET #a = :a")
            .conditionExpression("#a <> :a")
            .expressionAttributeNames(Map.of("#a", "a \"b\""))
            .expressionAttributeValues(RandomItems.ours(Map.of(":a", text())))
            .returnNewItem()
            .returnItemOnConditionCheckFailure());
  }

  @Test
  void sendsTheParametersOfAQuery() throws IOException {
    sdk.client()
        .query(request ->
            request
                .tableName("t")
                .keyConditionExpression("k = :k")
                .projectionExpression("a, b")
                .expressionAttributeValues(Map.of(":k", text()))
                .exclusiveStartKey(Map.of("k", text()))
                .consistentRead(true)
                .limit(7));
    assertSame(
        TableRequest.of("t")
            .keyConditionExpression("k = :k")
            .projectionExpression("a, b")
            .expressionAttributeValues(RandomItems.ours(Map.of(":k", text())))
            .exclusiveStartKey(RandomItems.ours(Map.of("k", text())))
            .consistentRead()
            .limit(7));
  }

  @Test
  void sendsTheParametersOfAScan() throws IOException {
    sdk.client()
        .scan(request ->
            request
                .tableName("t")
                .filterExpression("#r > :n")
                .expressionAttributeNames(Map.of())
                .expressionAttributeValues(Map.of()));
    assertSame(
        TableRequest.of("t")
            .filterExpression("#r > :n")
            .expressionAttributeNames(Map.of())
            .expressionAttributeValues(Map.of())
            .exclusiveStartKey(Map.of()));
  }

  @Test
  void writesTheSameBodyAgain() {
    TableRequest request = TableRequest.of("t").limit(1);
    assertThat(request.body()).isEqualTo(request.body());
    assertThat(new String(request.consistentRead().body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"TableName\":\"t\",\"Limit\":1,\"ConsistentRead\":true}");
  }

  private void assertSame(TableRequest ours) throws IOException {
    assertThat(JACKSON.readTree(ours.body())).isEqualTo(JACKSON.readTree(sdk.sent()));
  }

  private static AttributeValue text() {
    return AttributeValue.fromS("v \"1\"");
  }
}
