package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.AwsCredentials;
import dev.streambed.gateway.aws.AwsServiceClient;
import dev.streambed.gateway.aws.BedrockClients;
import dev.streambed.gateway.aws.ContainerCredentials;
import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.gateway.aws.RequestSigner;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.dynamodb.DynamoDb;
import dev.streambed.gateway.dynamodb.DynamoDbHttpClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;

/// Builds the clients of AWS services, which share connections and credentials.
///
/// @param random for pauses and for the choice of a shard; no secret comes from it
public record AwsClients(
    AwsSettings settings,
    HttpConnections connections,
    AwsCredentials.Source credentials,
    Random random)
    implements AutoCloseable {

  private static final int TABLE_ATTEMPTS = 4;

  /// How long a table may stay silent in one attempt. A call has four attempts.
  private static final Duration TABLE_SILENCE = Duration.ofMillis(1500);

  private static final Duration POST_SILENCE = Duration.ofSeconds(5);

  /// Clients for the function. Under SnapStart, the credentials of the snapshot would have expired;
  /// they are fetched instead.
  ///
  /// @param environment where Lambda puts credentials
  public static AwsClients of(AwsSettings settings, Map<String, String> environment) {
    HttpConnections connections = new HttpConnections();
    AwsCredentials.Source credentials =
        settings.areCredentialsFetched()
            ? new ContainerCredentials(
                connections,
                URI.create(settings.credentialsUri()),
                environment.getOrDefault(Settings.CREDENTIALS_TOKEN, ""),
                InstantSource.system())
            : EnvironmentCredentials.of(environment);
    return new AwsClients(settings, connections, credentials, new Random());
  }

  /// Reads the system's certificates on a thread of its own, if the tables are called over TLS. The
  /// first request that needs them waits for it.
  public void prepareInBackground() {
    if ("https".equals(settings.endpoint("dynamodb", "DYNAMODB").getScheme())) {
      Thread.ofPlatform().daemon().name("streambed-tls").start(connections::prepareTls);
    }
  }

  /// Clients of an endpoint that must not see real credentials.
  public AwsClients withEndpoint(URI elsewhere) {
    AwsSettings there = new AwsSettings(settings.endpoints(), "", Map.of("", elsewhere.toString()));
    AwsCredentials nobodys = new AwsCredentials("nobody", "nothing", "");
    return new AwsClients(there, new HttpConnections(), () -> nobodys, random);
  }

  /// For Bedrock's runtime API, one client for each Region.
  public BedrockClients bedrock() {
    return new BedrockClients(this::bedrock);
  }

  private AwsServiceClient bedrock(String region) {
    AwsSettings there = region.isEmpty() ? settings : settings.withRegion(region);
    return new AwsServiceClient(
        connections,
        new RequestSigner(credentials, there.region(), "bedrock"),
        there.endpoint("bedrock-runtime", "BEDROCK_RUNTIME"),
        POST_SILENCE);
  }

  /// For the tables: short calls, tried again a few times.
  public DynamoDb dynamoDb() {
    return new DynamoDbHttpClient(
        new AwsServiceClient(
            connections,
            new RequestSigner(credentials, settings.region(), "dynamodb"),
            settings.endpoint("dynamodb", "DYNAMODB"),
            TABLE_SILENCE),
        TABLE_ATTEMPTS,
        random);
  }

  /// For services of which one operation is used. A request fails when the service stays silent.
  public SignedPost posts() {
    return new SignedPost(connections, credentials, settings.region(), POST_SILENCE);
  }

  /// Ends the connections.
  @Override
  public void close() {
    connections.close();
  }
}
