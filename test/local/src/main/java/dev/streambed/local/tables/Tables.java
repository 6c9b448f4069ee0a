package dev.streambed.local.tables;

import dev.streambed.local.http.HttpEndpoint;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/// The tables of a deployment. Thread-safe.
public final class Tables implements AutoCloseable {

  /// All access keys share one database, as an account does.
  private static final String ANYONE = "local";

  private final LocalDynamoDBRequestHandler database;
  private final List<TableDeclaration> tables;
  private final String region;
  private final DynamoDbProxy dynamoDbProxy;
  private final HttpEndpoint httpEndpoint;

  Tables(
      LocalDynamoDBRequestHandler database,
      Deployment deployment,
      DynamoDbProxy dynamoDbProxy,
      HttpEndpoint httpEndpoint) {
    this.database = database;
    this.tables = declared(deployment);
    this.region = deployment.arns().region();
    this.dynamoDbProxy = dynamoDbProxy;
    this.httpEndpoint = httpEndpoint;
    tables.forEach(this::create);
  }

  /// The value of `AWS_ENDPOINT_URL_DYNAMODB`.
  public URI uri() {
    return httpEndpoint.uri();
  }

  /// The counts of HTTP requests.
  public RequestCounts traffic() {
    return dynamoDbProxy.traffic();
  }

  /// Sets a hook that runs before each later HTTP request is handled.
  public void setHook(RequestHook requestHook) {
    dynamoDbProxy.setHook(requestHook);
  }

  /// Every table's name.
  public List<String> names() {
    return tables.stream().map(table -> table.table().ref()).toList();
  }

  /// The one table with exactly this key.
  ///
  /// @param keys the partition key's attribute, then the sort key's if it has one
  /// @return nothing when no table, or more than one, has this key
  public Optional<String> withKey(String... keys) {
    List<String> names =
        tables.stream()
            .filter(table -> table.keys().equals(List.of(keys)))
            .map(table -> table.table().ref())
            .toList();
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }

  /// Puts an item, without asking IAM.
  public void put(String table, Map<String, AttributeValue> item) {
    database.putItem(ANYONE, region, PutItemRequest.builder().tableName(table).item(item).build());
  }

  /// Deletes the item with the key of this one, without asking IAM.
  public void delete(String table, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(declaration(table).keys());
    database.deleteItem(
        ANYONE, region, DeleteItemRequest.builder().tableName(table).key(key).build());
  }

  private TableDeclaration declaration(String table) {
    return tables.stream()
        .filter(declared -> declared.table().ref().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /// Every item of a table, without asking IAM: for tests, whose tables are small.
  public List<Map<String, AttributeValue>> items(String table) {
    return database
        .scan(ANYONE, region, ScanRequest.builder().tableName(table).consistentRead(true).build())
        .items();
  }

  /// The items of a partition whose sort keys begin so, without asking IAM.
  ///
  /// @param table a table with a sort key
  public List<Map<String, AttributeValue>> items(String table, String partition, String sortKey) {
    List<String> keys = declaration(table).keys();
    return database
        .query(
            ANYONE,
            region,
            QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#partition = :partition AND begins_with(#sort, :sort)")
                .expressionAttributeNames(
                    Map.of("#partition", keys.getFirst(), "#sort", keys.getLast()))
                .expressionAttributeValues(
                    Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":sort", AttributeValue.fromS(sortKey)))
                .build())
        .items();
  }

  @Override
  public void close() {
    httpEndpoint.close();
  }

  private void create(TableDeclaration declaration) {
    database.createTable(ANYONE, region, declaration.request());
    declaration.timeToLive().ifPresent(attribute -> expire(declaration.table(), attribute));
  }

  private void expire(Resource table, String attribute) {
    TimeToLiveSpecification specification =
        TimeToLiveSpecification.builder().attributeName(attribute).enabled(true).build();
    database.updateTimeToLive(
        ANYONE,
        region,
        UpdateTimeToLiveRequest.builder()
            .tableName(table.ref())
            .timeToLiveSpecification(specification)
            .build());
  }

  private static List<TableDeclaration> declared(Deployment deployment) {
    return Stream.of("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table")
        .flatMap(type -> deployment.resources(type).stream())
        .map(TableDeclaration::new)
        .toList();
  }
}
