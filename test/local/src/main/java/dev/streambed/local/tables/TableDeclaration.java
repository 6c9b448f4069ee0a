package dev.streambed.local.tables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.template.Resource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/// The declaration of one table.
///
/// @param table a table, global or not
record TableDeclaration(Resource table) {

  TableDeclaration {
    table.only(
        "AttributeDefinitions",
        "BillingMode",
        "ContributorInsightsSpecification",
        "DeletionProtectionEnabled",
        "GlobalSecondaryIndexes",
        "KeySchema",
        "LocalSecondaryIndexes",
        "PointInTimeRecoverySpecification",
        "Replicas",
        "SSESpecification",
        "TableClass",
        "TableName",
        "Tags",
        "TimeToLiveSpecification",
        "WarmThroughput",
        "WriteOnDemandThroughputSettings");
  }

  /// The names of the key's attributes, the partition key first.
  List<String> keys() {
    return list(table.property("KeySchema"), key -> key.path("AttributeName").asText());
  }

  /// The attribute that says when an item expires.
  Optional<String> timeToLive() {
    JsonNode declared = table.property("TimeToLiveSpecification");
    return declared.path("Enabled").asBoolean()
        ? Optional.of(declared.path("AttributeName").asText())
        : Optional.empty();
  }

  CreateTableRequest request() {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.ref())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                list(table.property("AttributeDefinitions"), TableDeclaration::attribute))
            .keySchema(keySchema(table.properties()));
    List<GlobalSecondaryIndex> global =
        list(table.property("GlobalSecondaryIndexes"), TableDeclaration::globalIndex);
    List<LocalSecondaryIndex> local =
        list(table.property("LocalSecondaryIndexes"), TableDeclaration::localIndex);
    // DynamoDB refuses an empty list of indexes.
    if (!global.isEmpty()) {
      request.globalSecondaryIndexes(global);
    }
    if (!local.isEmpty()) {
      request.localSecondaryIndexes(local);
    }
    return request.build();
  }

  private static AttributeDefinition attribute(JsonNode declared) {
    return AttributeDefinition.builder()
        .attributeName(declared.path("AttributeName").asText())
        .attributeType(declared.path("AttributeType").asText())
        .build();
  }

  private static List<KeySchemaElement> keySchema(JsonNode declared) {
    return list(
        declared.path("KeySchema"),
        key ->
            KeySchemaElement.builder()
                .attributeName(key.path("AttributeName").asText())
                .keyType(key.path("KeyType").asText())
                .build());
  }

  private static GlobalSecondaryIndex globalIndex(JsonNode declared) {
    return GlobalSecondaryIndex.builder()
        .indexName(declared.path("IndexName").asText())
        .keySchema(keySchema(declared))
        .projection(projection(declared.path("Projection")))
        .build();
  }

  private static LocalSecondaryIndex localIndex(JsonNode declared) {
    return LocalSecondaryIndex.builder()
        .indexName(declared.path("IndexName").asText())
        .keySchema(keySchema(declared))
        .projection(projection(declared.path("Projection")))
        .build();
  }

  private static Projection projection(JsonNode declared) {
    Projection.Builder projection =
        Projection.builder().projectionType(declared.path("ProjectionType").asText());
    if (declared.has("NonKeyAttributes")) {
      projection.nonKeyAttributes(list(declared.path("NonKeyAttributes"), JsonNode::asText));
    }
    return projection.build();
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    return StreamSupport.stream(array.spliterator(), false).map(element).toList();
  }
}
