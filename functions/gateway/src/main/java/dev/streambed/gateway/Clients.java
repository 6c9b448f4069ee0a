package dev.streambed.gateway;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Builds the AWS SDK's clients. Everything that the SDK would search for is given: in a Lambda
/// there is neither a profile file nor another Region, and each search costs a cold start.
record Clients(AwsSettings settings) {

  private static final int CONNECTIONS = 100;
  private static final long READ_AHEAD_BYTES = 128 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int TABLE_ATTEMPTS = 4;
  private static final Duration TABLE_ATTEMPT = Duration.ofSeconds(2);
  private static final Duration TABLE_CALL = Duration.ofSeconds(6);

  /// For streams and long answers: no retries, which are the model room's, and no time limit, which
  /// is the call's deadline.
  BedrockRuntimeAsyncClient bedrock() {
    return BedrockRuntimeAsyncClient.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials())
        .defaultsMode(DefaultsMode.STANDARD)
        .httpClientBuilder(streaming())
        .overrideConfiguration(override(AwsRetryStrategy.doNotRetry()).build())
        // What is completed here only fills a queue; another thread would only delay it.
        .asyncConfiguration(config ->
            config.advancedOption(
                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
        .build();
  }

  /// For the tables: short calls, tried again a few times.
  DynamoDbClient dynamoDb() {
    RetryStrategy retries =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TABLE_ATTEMPTS).build();
    return DynamoDbClient.builder()
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials())
        .defaultsMode(DefaultsMode.STANDARD)
        .httpClientBuilder(
            AwsCrtHttpClient.builder().maxConcurrency(CONNECTIONS).connectionTimeout(CONNECT))
        .overrideConfiguration(
            override(retries)
                .apiCallAttemptTimeout(TABLE_ATTEMPT)
                .apiCallTimeout(TABLE_CALL)
                .build())
        .build();
  }

  private static AwsCrtAsyncHttpClient.Builder streaming() {
    return AwsCrtAsyncHttpClient.builder()
        // Bedrock's default is HTTP/2, which starts later and gains a single stream nothing.
        .protocol(Protocol.HTTP1_1)
        // The default of 16 MB would be read ahead of a caller who does not read.
        .readBufferSizeInBytes(READ_AHEAD_BYTES)
        .maxConcurrency(CONNECTIONS)
        .connectionTimeout(CONNECT);
  }

  // Under SnapStart the credentials of the snapshot would have expired; they are fetched instead.
  private AwsCredentialsProvider credentials() {
    return settings.containerCredentials()
        ? ContainerCredentialsProvider.create()
        : EnvironmentVariableCredentialsProvider.create();
  }

  private static ClientOverrideConfiguration.Builder override(RetryStrategy retries) {
    ProfileFile none = ProfileFile.aggregator().build();
    return ClientOverrideConfiguration.builder()
        .defaultProfileFileSupplier(() -> none)
        .defaultProfileName("default")
        .retryStrategy(retries);
  }
}
