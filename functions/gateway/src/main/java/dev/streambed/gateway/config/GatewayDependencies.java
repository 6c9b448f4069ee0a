package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.BedrockHttpClient;
import dev.streambed.gateway.domain.Lazy;
import dev.streambed.gateway.domain.LogSink;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The dependencies from which packages build themselves.
///
/// @param bedrockHttp built when an operation is first sent as bytes
/// @param log where log lines go
/// @param random for pauses and for the choice of a shard; no secret comes from it
public record GatewayDependencies(
    Settings settings,
    DynamoDbClient dynamoDb,
    BedrockRuntimeAsyncClient bedrock,
    Lazy<BedrockHttpClient> bedrockHttp,
    LogSink log,
    InstantSource clock,
    Random random) {

  /// Dependencies with the system clock.
  public static GatewayDependencies of(
      Settings settings, DynamoDbClient dynamoDb, BedrockRuntimeAsyncClient bedrock, LogSink log) {
    return new GatewayDependencies(
        settings,
        dynamoDb,
        bedrock,
        new Lazy<>(() -> AwsClients.of(settings.aws()).bedrockHttp()),
        log,
        Clock.systemUTC(),
        new Random());
  }
}
