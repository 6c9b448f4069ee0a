package dev.streambed.gateway.config;

import dev.streambed.gateway.aws.BedrockClients;
import dev.streambed.gateway.aws.SignedPost;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.dynamodb.DynamoDb;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Random;

/// The dependencies from which packages build themselves.
///
/// @param posts for services of which one operation is used
/// @param log where log lines go
/// @param random for pauses and for the choice of a shard; no secret comes from it
public record GatewayDependencies(
    Settings settings,
    DynamoDb dynamoDb,
    BedrockClients bedrock,
    SignedPost posts,
    LogSink log,
    InstantSource clock,
    Random random) {

  /// Dependencies with the system clock.
  public static GatewayDependencies of(Settings settings, AwsClients clients, LogSink log) {
    return of(settings, clients.dynamoDb(), clients, log);
  }

  /// Dependencies with the system clock and another client of the tables.
  public static GatewayDependencies of(
      Settings settings, DynamoDb dynamoDb, AwsClients clients, LogSink log) {
    return new GatewayDependencies(
        settings,
        dynamoDb,
        clients.bedrock(),
        clients.posts(),
        log,
        Clock.systemUTC(),
        clients.random());
  }
}
