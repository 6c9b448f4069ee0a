package dev.streambed.bench.experiment;

import dev.streambed.local.iam.Credentials;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.tables.DynamoDbLocal;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A copy of the template's tables, and a client with the function's permissions. Thread-safe.
final class LimitTables implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final DynamoDbLocal dynamoDbLocal;
  private final Tables tables;
  private final DynamoDbClient client;

  private LimitTables(DynamoDbLocal dynamoDbLocal, Tables tables, DynamoDbClient client) {
    this.dynamoDbLocal = dynamoDbLocal;
    this.tables = tables;
    this.client = client;
  }

  /// Opens them.
  ///
  /// @param callers the maximum number of concurrent callers
  static LimitTables of(Deployment deployment, int callers) {
    Iam iam = Iam.of(deployment);
    DynamoDbLocal dynamoDbLocal = DynamoDbLocal.open();
    Tables tables = dynamoDbLocal.serve(0, deployment, iam);
    Credentials credentials = iam.assume(gateway(deployment).text("Role"), "bench");
    DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(tables.uri())
            .region(Region.of(deployment.arns().region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        credentials.accessKeyId(),
                        credentials.secretAccessKey(),
                        credentials.sessionToken())))
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(callers)
                    .connectionAcquisitionTimeout(TIMEOUT)
                    .socketTimeout(TIMEOUT))
            .build();
    return new LimitTables(dynamoDbLocal, tables, client);
  }

  /// Whether a set of tables includes the table `limits`.
  static boolean hasLimitsTable(Tables tables) {
    return name(tables).isPresent();
  }

  DynamoDbClient client() {
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
        client) {
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
