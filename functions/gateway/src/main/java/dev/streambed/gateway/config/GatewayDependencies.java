package dev.streambed.gateway.config;

import dev.streambed.gateway.domain.LogSink;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What packages build themselves from.
///
/// @param log where log lines go
/// @param random for pauses and for the choice of a shard; no secret comes from it
public record GatewayDependencies(
    Settings settings,
    DynamoDbClient dynamoDb,
    BedrockRuntimeAsyncClient bedrock,
    LogSink log,
    InstantSource clock,
    Random random) {

  /// With the time of this machine.
  public static GatewayDependencies of(
      Settings settings, DynamoDbClient dynamoDb, BedrockRuntimeAsyncClient bedrock, LogSink log) {
    return new GatewayDependencies(
        settings, dynamoDb, bedrock, log, Clock.systemUTC(), new Random());
  }
}
