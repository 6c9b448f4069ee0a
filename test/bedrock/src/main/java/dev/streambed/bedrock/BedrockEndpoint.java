package dev.streambed.bedrock;

import dev.streambed.bedrock.fault.FaultInjector;
import dev.streambed.bedrock.fault.HeldChunks;
import dev.streambed.bedrock.fault.PlannedFaults;
import dev.streambed.bedrock.forward.ForwardingModel;
import dev.streambed.bedrock.model.Model;
import dev.streambed.bedrock.replay.ReplayingModel;
import dev.streambed.bedrock.scripted.ScriptedModel;
import dev.streambed.bedrock.signature.SignatureCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;

/// Bedrock's runtime API on one machine: an HTTP server on 127.0.0.1 that speaks the wire protocol
/// to the AWS SDKs, botocore or curl. Thread-safe; the code that starts it closes it.
public final class BedrockEndpoint implements AutoCloseable {

  private final PlannedFaults plannedFaults = new PlannedFaults();
  private final HeldChunks heldChunks = new HeldChunks();
  private final ReceivedRequests receivedRequests = new ReceivedRequests();
  private final HttpServer server;

  private BedrockEndpoint(BedrockOptions options) throws IOException {
    Clock clock = Clock.systemUTC();
    FaultInjector faultInjector = new FaultInjector(heldChunks);
    RequestChecks requestChecks =
        new RequestChecks(
            new SignatureCheck("bedrock", options.accessKeys(), clock),
            options.authorizer(),
            options.accountId(),
            plannedFaults,
            faultInjector,
            model(options.modelSource(), faultInjector, clock),
            options.invocationLog().map(folder -> new InvocationLog(folder, options.accountId())));
    this.server =
        HttpServer.start(
            options.port(), new RequestHandler(requestChecks, receivedRequests, clock));
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
  public PlannedFaults faults() {
    return plannedFaults;
  }

  /// Releases held chunks (the fault `hold`).
  public HeldChunks heldChunks() {
    return heldChunks;
  }

  /// The requests so far, and the outcome of each answer.
  public ReceivedRequests received() {
    return receivedRequests;
  }

  /// Ends all answers, and with them their threads and connections.
  @Override
  public void close() {
    server.close();
  }

  private static Model model(ModelSource modelSource, FaultInjector faultInjector, Clock clock)
      throws IOException {
    return switch (modelSource) {
      case ModelSource.Scripted(var script) -> new ScriptedModel(script, faultInjector, clock);
      case ModelSource.Replay(var folder, var between) -> ReplayingModel.of(folder, between);
      case ModelSource.Aws(var region, var endpoint, var credentials) ->
          new ForwardingModel(region, endpoint, credentials);
    };
  }
}
