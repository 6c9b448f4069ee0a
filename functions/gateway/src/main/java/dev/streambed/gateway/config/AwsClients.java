package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.AwsCredentials;
import dev.streambed.gateway.aws.AwsServiceClient;
import dev.streambed.gateway.aws.BedrockClients;
import dev.streambed.gateway.aws.ContainerCredentials;
import dev.streambed.gateway.aws.HttpConnections;
import dev.streambed.gateway.aws.RequestSigner;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.aws.SilenceTimeoutHttpClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Builds the clients of AWS services, which share connections and credentials.
public record AwsClients(
    AwsSettings settings, HttpConnections connections, AwsCredentials.Source credentials)
    implements AutoCloseable {

  private static final int CONNECTIONS = 100;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int TABLE_ATTEMPTS = 4;

  /// How long a table may stay silent in one attempt. A call has four attempts.
  private static final Duration TABLE_SILENCE = Duration.ofMillis(1500);

  private static final Duration POST_SILENCE = Duration.ofSeconds(5);

  /// The HTTP client's own timeout. Longer than any other timeout, it only cleans up requests that
  /// were abandoned before.
  private static final Duration DEAD = Duration.ofSeconds(30);

  private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

  /// Clients for the function. Under SnapStart, the credentials of the snapshot would have expired;
  /// they are fetched instead.
  ///
  /// @param environment where Lambda puts credentials
  public static AwsClients of(AwsSettings settings, Map<String, String> environment) {
    HttpConnections connections = new HttpConnections();
    AwsCredentials.Source credentials =
        settings.credentialsUri().isEmpty()
            ? new EnvironmentCredentials(environment)
            : new ContainerCredentials(
                connections,
                URI.create(settings.credentialsUri()),
                environment.getOrDefault(Settings.CREDENTIALS_TOKEN, ""),
                InstantSource.system());
    return new AwsClients(settings, connections, credentials);
  }

  /// Clients of an endpoint that must not see real credentials.
  public AwsClients at(URI elsewhere) {
    AwsSettings there = new AwsSettings(settings.endpoints(), "", Map.of("", elsewhere.toString()));
    AwsCredentials nobodys = new AwsCredentials("nobody", "nothing", "");
    return new AwsClients(there, new HttpConnections(), () -> nobodys);
  }

  /// For Bedrock's runtime API, one client for each Region.
  public BedrockClients bedrock() {
    return new BedrockClients(this::bedrock);
  }

  private AwsServiceClient bedrock(String region) {
    AwsSettings there = region.isEmpty() ? settings : settings.in(region);
    return new AwsServiceClient(
        connections,
        new RequestSigner(credentials, there.region(), "bedrock"),
        there.endpoint("bedrock-runtime", "BEDROCK_RUNTIME"),
        POST_SILENCE);
  }

  /// For the tables: short calls, tried again a few times. The SDK's own time limits are not set:
  /// they count the time in which this process gets no processor as the table's.
  public DynamoDbClient dynamoDb() {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TABLE_ATTEMPTS).build();
    AwsCredentialsProvider provider =
        () -> {
          AwsCredentials current = credentials.current();
          return AwsSessionCredentials.create(
              current.accessKeyId(), current.secretAccessKey(), current.sessionToken());
        };
    return DynamoDbClient.builder()
        .endpointOverride(settings.endpoint("dynamodb", "DYNAMODB"))
        .region(Region.of(settings.region()))
        .credentialsProvider(provider)
        .defaultsMode(DefaultsMode.STANDARD)
        .httpClientBuilder(new SilenceTimeoutHttpClient.Builder(calling(), TABLE_SILENCE))
        .overrideConfiguration(override(retries).build())
        .build();
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

  private static AwsCrtHttpClient.Builder calling() {
    return AwsCrtHttpClient.builder()
        .maxConcurrency(CONNECTIONS)
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(DEAD)
        .tlsNegotiationTimeout(DEAD)
        .connectionHealthConfiguration(
            health -> health.minimumThroughputInBps(1L).minimumThroughputTimeout(DEAD));
  }

  private static ClientOverrideConfiguration.Builder override(RetryStrategy retries) {
    return ClientOverrideConfiguration.builder()
        .defaultProfileFileSupplier(() -> NO_PROFILES)
        .defaultProfileName("default")
        .retryStrategy(retries);
  }
}
