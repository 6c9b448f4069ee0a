package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.BedrockHttpClients;
import dev.streambed.gateway.domain.LogSink;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The dependencies from which packages build themselves.
///
/// @param bedrockHttp for operations that are sent as bytes
/// @param log where log lines go
/// @param random for pauses and for the choice of a shard; no secret comes from it
public record GatewayDependencies(
    Settings settings,
    DynamoDbClient dynamoDb,
    BedrockRuntimeAsyncClient bedrock,
    BedrockHttpClients bedrockHttp,
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
        new BedrockHttpClients(region -> AwsClients.of(settings.aws()).in(region).bedrockHttp()),
        log,
        Clock.systemUTC(),
        new Random());
  }
}
