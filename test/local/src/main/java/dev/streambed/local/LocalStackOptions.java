package dev.streambed.local;

import dev.streambed.bedrock.ModelSource;
import dev.streambed.local.domain.Arns;
import dev.streambed.local.lambda.LogSink;
import dev.streambed.local.websocket.ConnectionTimeouts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The options of a [LocalStack].
///
/// @param assembly the cloud assembly, usually `cdk.out`
/// @param ports the ports to listen on
/// @param modelSource the source of Bedrock's answers
/// @param concurrency the most processes of a function
/// @param warm whether one process of each function is started before the first call
/// @param log receives the functions' log lines
/// @param times how long WebSocket connections may last
/// @param page the folder of the chat page, if it is to be served
/// @param bedrockEndpoint what functions ask in place of the local Bedrock
/// @param tls whether the front doors take TLS too
/// @param place account and region of stacks that specify none
/// @param invocationLog the folder that gets the account's model invocation log; empty for none
public record LocalStackOptions(
    Path assembly,
    Ports ports,
    ModelSource modelSource,
    int concurrency,
    boolean warm,
    LogSink log,
    ConnectionTimeouts times,
    Optional<Path> page,
    Optional<URI> bedrockEndpoint,
    boolean tls,
    Arns place,
    Optional<Path> invocationLog) {

  /// Enough for tests with many callers, few enough for a laptop's memory.
  public static final int DEFAULT_CONCURRENCY = 32;

  public LocalStackOptions {
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency < 1: " + concurrency);
    }
  }

  /// Free ports, scripted answers, no processes started in advance, log lines dropped, no page.
  public static LocalStackOptions of(Path assembly) {
    return new LocalStackOptions(
        assembly,
        Ports.anyFree(),
        ModelSource.scripted(),
        DEFAULT_CONCURRENCY,
        false,
        (_, _) -> {},
        ConnectionTimeouts.ofApiGateway(),
        Optional.empty(),
        Optional.empty(),
        false,
        Arns.of("us-east-1", Arns.SOME_ACCOUNT),
        Optional.empty());
  }

  public LocalStackOptions withPorts(Ports changed) {
    return new LocalStackOptions(
        assembly,
        changed,
        modelSource,
        concurrency,
        warm,
        log,
        times,
        page,
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withAnswers(ModelSource changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        changed,
        concurrency,
        warm,
        log,
        times,
        page,
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withConcurrency(int changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        changed,
        warm,
        log,
        times,
        page,
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withWarmth(boolean changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        changed,
        log,
        times,
        page,
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withLog(LogSink changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        changed,
        times,
        page,
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withConnectionTimeouts(ConnectionTimeouts changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        log,
        changed,
        page,
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withPage(Path folder) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        log,
        times,
        Optional.of(folder),
        bedrockEndpoint,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withRegion(String region) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        log,
        times,
        page,
        bedrockEndpoint,
        tls,
        Arns.of(region, place.account()),
        invocationLog);
  }

  public LocalStackOptions withBedrockEndpoint(Optional<URI> changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        log,
        times,
        page,
        changed,
        tls,
        place,
        invocationLog);
  }

  public LocalStackOptions withTls(boolean changed) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        log,
        times,
        page,
        bedrockEndpoint,
        changed,
        place,
        invocationLog);
  }

  public LocalStackOptions withInvocationLog(Optional<Path> folder) {
    return new LocalStackOptions(
        assembly,
        ports,
        modelSource,
        concurrency,
        warm,
        log,
        times,
        page,
        bedrockEndpoint,
        tls,
        place,
        folder);
  }
}
