package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreambedTablesTest {
  private static final String TABLE = "AWS::DynamoDB::GlobalTable";

  @Test
  void thereAreSix() {
    assertThat(SampleProps.LEAST.all(TABLE)).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "Customers, customerId HASH S",
    "ApiKeys, keyHash HASH S",
    "Limits, customerId HASH S; window RANGE S",
    "Usage, customerMonth HASH S; instantRequestId RANGE S",
    "Sessions, connectionId HASH S; item RANGE S",
    "Prices, book HASH S; version RANGE S",
  })
  void isKeyedByStringsAndBilledByUse(String name, String keys) {
    assertThat(keys(table(name), table(name).properties().path("KeySchema")))
        .containsExactly(keys.split("; "));
    assertThat(table(name).text("/BillingMode")).isEqualTo("PAY_PER_REQUEST");
    assertThat(table(name).properties().has("TableName")).isFalse();
  }

  @Test
  void keysOfACustomerAreFoundByAnIndexOfKeysOnly() {
    var indexes = table("ApiKeys").properties().path("GlobalSecondaryIndexes");
    assertThat(indexes).hasSize(1);
    assertThat(indexes.at("/0/IndexName").textValue()).isEqualTo("byCustomer");
    assertThat(indexes.at("/0/Projection/ProjectionType").textValue()).isEqualTo("KEYS_ONLY");
    assertThat(keys(table("ApiKeys"), indexes.at("/0/KeySchema")))
        .containsExactly("customerId HASH S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Customers", "ApiKeys", "Usage", "Prices"})
  void survivesItsStackAndCanBeRestored(String name) {
    var table = table(name);
    assertThat(table.json().path("DeletionPolicy").textValue()).isEqualTo("Retain");
    assertThat(table.json().path("UpdateReplacePolicy").textValue()).isEqualTo("Retain");
    assertThat(table.text("/Replicas/0/DeletionProtectionEnabled")).isEqualTo("true");
    assertThat(
            table.text("/Replicas/0/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled"))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Customers", "Usage", "Prices"})
  void forgetsNothingByItself(String name) {
    assertThat(table(name).properties().has("TimeToLiveSpecification")).isFalse();
  }

  @Test
  void aKeyIsForgottenOnlyWhenItSaysSo() {
    var timeToLive = table("ApiKeys").properties().path("TimeToLiveSpecification");
    assertThat(timeToLive.path("AttributeName").textValue()).isEqualTo("deleteAt");
    assertThat(timeToLive.path("Enabled").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Limits", "Sessions"})
  void expiresByItselfAndGoesWithTheStack(String name) {
    var table = table(name);
    assertThat(table.text("/TimeToLiveSpecification/AttributeName")).isEqualTo("expiresAt");
    assertThat(table.text("/TimeToLiveSpecification/Enabled")).isEqualTo("true");
    assertThat(table.properties().at("/Replicas/0").has("PointInTimeRecoverySpecification"))
        .isFalse();
    assertThat(table.json().path("DeletionPolicy").textValue()).isEqualTo("Delete");
  }

  private static Resource table(String name) {
    return SampleProps.LEAST.named(TABLE, name);
  }

  private static List<String> keys(Resource table, JsonNode schema) {
    var keys = new ArrayList<String>();
    for (JsonNode key : schema) {
      var name = key.path("AttributeName").textValue();
      keys.add(name + " " + key.path("KeyType").textValue() + " " + type(table, name));
    }
    return keys;
  }

  private static String type(Resource table, String attribute) {
    for (JsonNode definition : table.properties().path("AttributeDefinitions")) {
      if (definition.path("AttributeName").textValue().equals(attribute)) {
        return definition.path("AttributeType").textValue();
      }
    }
    return "undefined";
  }
}
