package dev.streambed.bench.experiment;

import dev.streambed.gateway.aws.AwsCredentials;
import dev.streambed.gateway.aws.AwsEndpoints;
import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.config.AwsSettings;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.tables.DynamoDbLocal;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A copy of the template's tables, and a client with the function's permissions. Thread-safe.
final class LimitTables implements AutoCloseable {

  private final DynamoDbLocal dynamoDbLocal;
  private final Tables tables;
  private final AwsClients clients;
  private final DynamoDb client;

  private LimitTables(DynamoDbLocal dynamoDbLocal, Tables tables, AwsClients clients) {
    this.dynamoDbLocal = dynamoDbLocal;
    this.tables = tables;
    this.clients = clients;
    this.client = clients.dynamoDb();
  }

  /// Opens them.
  static LimitTables of(Deployment deployment) {
    Iam iam = Iam.of(deployment);
    DynamoDbLocal dynamoDbLocal = DynamoDbLocal.open();
    Tables tables = dynamoDbLocal.serve(0, deployment, iam);
    Credentials credentials = iam.assume(gateway(deployment).text("Role"), "bench");
    AwsCredentials keys =
        new AwsCredentials(
            credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    AwsEndpoints endpoints = new AwsEndpoints(deployment.arns().region(), false, false);
    AwsSettings settings =
        new AwsSettings(endpoints, "", Map.of("DYNAMODB", tables.uri().toString()));
    return new LimitTables(
        dynamoDbLocal,
        tables,
        new AwsClients(settings, new HttpConnections(), () -> keys, new Random()));
  }

  /// Whether a set of tables includes the table `limits`.
  static boolean hasLimitsTable(Tables tables) {
    return name(tables).isPresent();
  }

  DynamoDb client() {
    return client;
  }

  /// The name of the table `limits`.
  String table() {
    return name(tables).orElseThrow(() -> BenchStack.lacking("table for limits"));
  }

  @Override
  public void close() {
    try (dynamoDbLocal;
        tables;
        clients) {
      // The order of closing matters.
    }
  }

  private static Optional<String> name(Tables tables) {
    return tables.withKey("customerId", "window");
  }

  private static Resource gateway(Deployment deployment) {
    return deployment.resources("AWS::Lambda::Function").stream()
        .filter(function ->
            function.property("Environment").path("Variables").has("STREAMBED_LIMITS_TABLE"))
        .findFirst()
        .orElseThrow(() -> BenchStack.lacking("function that keeps limits"));
  }
}
