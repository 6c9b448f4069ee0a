package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.BedrockHttpClient;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.aws.SilenceTimeoutHttpClient;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.endpoints.BedrockRuntimeEndpointProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Builds the AWS SDK's clients. Everything that the SDK would look up is set explicitly: a Lambda
/// function has neither a profile file nor another Region, and each lookup slows a cold start.
///
/// @param endpoint instead of the one that the SDK finds; null for that
/// @param bedrockEndpoint base URL of Bedrock's runtime API; empty for the Region's own
public record AwsClients(
    String region,
    AwsCredentialsProvider credentials,
    @Nullable URI endpoint,
    String bedrockEndpoint) {

  private static final int CONNECTIONS = 100;
  private static final long READ_AHEAD_BYTES = 128 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
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
  public static AwsClients of(AwsSettings settings) {
    AwsCredentialsProvider credentials =
        settings.containerCredentials()
            ? ContainerCredentialsProvider.create()
            : EnvironmentVariableCredentialsProvider.create();
    return new AwsClients(settings.region(), credentials, null, settings.bedrockEndpoint());
  }

  /// A copy for another Region.
  ///
  /// @param other empty for this one
  AwsClients in(String other) {
    return other.isEmpty() ? this : new AwsClients(other, credentials, endpoint, bedrockEndpoint);
  }

  /// A copy for an endpoint that must not see real credentials.
  public AwsClients at(URI elsewhere) {
    AwsCredentials nobodys = AwsBasicCredentials.create("nobody", "nothing");
    return new AwsClients(
        region, StaticCredentialsProvider.create(nobodys), elsewhere, elsewhere.toString());
  }

  /// The Bedrock client for streams and long answers. It has neither retries, which the package
  /// `model` does, nor a timeout, since each call has a deadline.
  public BedrockRuntimeAsyncClient bedrock() {
    return with(BedrockRuntimeAsyncClient.builder())
        .httpClientBuilder(streaming())
        .overrideConfiguration(override(AwsRetryStrategy.doNotRetry()).build())
        // The completion only fills a queue; handing it to another thread would add a delay.
        .asyncConfiguration(config ->
            config.advancedOption(
                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .build();
  }

  /// For operations that are sent and received as bytes, with the same connections' settings.
  public BedrockHttpClient bedrockHttp() {
    return new BedrockHttpClient(streaming().build(), credentials, region, bedrockUri());
  }

  private URI bedrockUri() {
    if (!bedrockEndpoint.isEmpty()) {
      return URI.create(bedrockEndpoint.replaceFirst("/+$", ""));
    }
    return BedrockRuntimeEndpointProvider.defaultProvider()
        .resolveEndpoint(parameters -> parameters.region(Region.of(region)))
        .join()
        .endpointUrl()
        .toUri();
  }

  /// For the tables: short calls, tried again a few times. The SDK's own time limits are not set:
  /// they count the time in which this process gets no processor as the table's.
  public DynamoDbClient dynamoDb() {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TABLE_ATTEMPTS).build();
    return with(DynamoDbClient.builder())
        .httpClientBuilder(new SilenceTimeoutHttpClient.Builder(calling(), TABLE_SILENCE))
        .overrideConfiguration(override(retries).build())
        .build();
  }

  /// For services without an SDK client of their own. A request fails when the service stays
  /// silent.
  public SignedPost posts() {
    return new SignedPost(
        () -> new SilenceTimeoutHttpClient(calling().build(), POST_SILENCE), credentials, region);
  }

  private <B extends AwsClientBuilder<B, ?>> B with(B builder) {
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .defaultsMode(DefaultsMode.STANDARD);
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

  private static AwsCrtAsyncHttpClient.Builder streaming() {
    return AwsCrtAsyncHttpClient.builder()
        // Bedrock's default is HTTP/2, which starts more slowly and has no advantage for a single
        // stream.
        .protocol(Protocol.HTTP1_1)
        // The default window of 16 MB would be read ahead for a caller that does not read.
        .readBufferSizeInBytes(READ_AHEAD_BYTES)
        // A model may think for minutes, and a NAT gateway drops idle connections.
        .tcpKeepAliveConfiguration(
            keepAlive -> keepAlive.keepAliveInterval(KEEP_ALIVE).keepAliveTimeout(KEEP_ALIVE))
        .maxConcurrency(CONNECTIONS)
        .connectionTimeout(CONNECT);
  }

  private static ClientOverrideConfiguration.Builder override(RetryStrategy retries) {
    return ClientOverrideConfiguration.builder()
        .defaultProfileFileSupplier(() -> NO_PROFILES)
        .defaultProfileName("default")
        .retryStrategy(retries);
  }
}
