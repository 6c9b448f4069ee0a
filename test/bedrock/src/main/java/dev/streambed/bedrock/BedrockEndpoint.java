package dev.streambed.bedrock;

import dev.streambed.bedrock.answer.Model;
import dev.streambed.bedrock.fault.Afflictions;
import dev.streambed.bedrock.fault.Faults;
import dev.streambed.bedrock.fault.Release;
import dev.streambed.bedrock.forward.ForwardingModel;
import dev.streambed.bedrock.replay.ReplayingModel;
import dev.streambed.bedrock.scripted.ScriptedModel;
import dev.streambed.bedrock.signature.Secrets;
import dev.streambed.bedrock.signature.SignatureCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/// Bedrock's runtime API on one machine: a real HTTP server on 127.0.0.1 that speaks the wire
/// protocol to the AWS SDKs, botocore or curl. Thread-safe; whoever starts it closes it.
public final class BedrockEndpoint implements AutoCloseable {

  private final Faults faults = new Faults();
  private final Release release = new Release();
  private final Received received = new Received();
  private final HttpServer server;

  private BedrockEndpoint(BedrockOptions options) throws IOException {
    Clock clock = Clock.systemUTC();
    Afflictions afflictions = new Afflictions(release);
    Door door =
        new Door(
            new SignatureCheck("bedrock", secrets(options.accessKeys()), clock),
            options.authorizer(),
            options.accountId(),
            faults,
            afflictions,
            model(options.answers(), afflictions, clock));
    this.server = HttpServer.start(options.port(), new Front(door, received, clock));
  }

  /// Starts an endpoint.
  ///
  /// @throws IOException when the port is taken, or the answers' source cannot be read
  public static BedrockEndpoint start(BedrockOptions options) throws IOException {
    return new BedrockEndpoint(options);
  }

  /// Scheme and authority, for `AWS_ENDPOINT_URL_BEDROCK_RUNTIME` or an SDK's endpoint override.
  public URI uri() {
    return server.uri();
  }

  /// Faults for the requests to come.
  public Faults faults() {
    return faults;
  }

  /// Lets held pieces go (the fault `hold`).
  public Release release() {
    return release;
  }

  /// What was asked so far, and how each answer went.
  public Received received() {
    return received;
  }

  /// Ends all answers, and with them their threads and connections.
  @Override
  public void close() {
    server.close();
  }

  private static Secrets secrets(AccessKeys keys) {
    return switch (keys) {
      case AccessKeys.Anyone() -> _ -> new Secrets.Secret.Unchecked();
      case AccessKeys.Known(var secrets) ->
          id -> {
            return secrets
                .apply(id)
                .<Secrets.Secret>map(Secrets.Secret.Is::new)
                .orElseGet(Secrets.Secret.Unknown::new);
          };
    };
  }

  private static Model model(Answers answers, Afflictions afflictions, Clock clock)
      throws IOException {
    return switch (answers) {
      case Answers.Scripted(var script) -> new ScriptedModel(script, afflictions, clock);
      case Answers.Replay(var folder, var between) -> ReplayingModel.of(folder, between);
      case Answers.Aws(var region, var endpoint, var credentials) ->
          new ForwardingModel(region, endpoint, credentials);
    };
  }
}
