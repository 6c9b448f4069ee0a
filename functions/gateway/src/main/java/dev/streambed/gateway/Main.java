package dev.streambed.gateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.streambed.gateway.admission.PriceLookup;
import dev.streambed.gateway.config.AwsClients;
import dev.streambed.gateway.config.GatewayDependencies;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.config.SettingsException;
import dev.streambed.gateway.domain.LogSink;
import dev.streambed.gateway.log.ProblemLog;
import dev.streambed.gateway.log.StandardOutput;
import dev.streambed.gateway.priming.Priming;
import dev.streambed.runtime.BufferedHandler;
import dev.streambed.runtime.StreamingHandler;
import dev.streambed.runtime.StreamingRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// The entry point. Started as a process, it runs the streaming loop. On AWS's own Java runtime it
/// is an ordinary handler of the same name, with the same responses, but it does not stream.
public final class Main implements RequestStreamHandler {

  /// Enough for the compiler to know what an answer runs. Nobody waits for them.
  private static final int ANSWERS_BEFORE_A_SNAPSHOT = 300;

  private final BufferedHandler handler;

  /// For AWS's own Java runtime.
  public Main() {
    this(gateway(System.getenv(), new StandardOutput()));
  }

  Main(StreamingHandler gateway) {
    this.handler = new BufferedHandler(gateway);
  }

  public static void main(String[] arguments) {
    StreamingRuntime.run(() -> gateway(System.getenv(), new StandardOutput()));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(event, output, context);
  }

  /// Builds the gateway, after priming has loaded its classes.
  static StreamingHandler gateway(Map<String, String> environment, LogSink log) {
    Settings settings = settings(environment, log);
    AwsClients clients = AwsClients.of(settings.aws(), environment);
    boolean hasSnapshot = settings.aws().areCredentialsFetched();
    clients.prepareInBackground();
    Priming.run(
        clients,
        hasSnapshot ? ANSWERS_BEFORE_A_SNAPSHOT : 1,
        // Priming's request does not come from CloudFront.
        local ->
            Gateway.of(
                GatewayDependencies.of(settings.withoutOriginSecrets(), local, _ -> {}),
                PriceLookup.NONE));
    GatewayDependencies gatewayDependencies = GatewayDependencies.of(settings, clients, log);
    StreamingHandler gateway = gateway(gatewayDependencies);
    return hasSnapshot
        ? new SnapshotGateway(gateway, clients.connections(), gatewayDependencies.random())
        : gateway;
  }

  /// Builds the gateway from its dependencies.
  public static StreamingHandler gateway(GatewayDependencies gatewayDependencies) {
    return Gateway.of(gatewayDependencies, PriceLookup.of(gatewayDependencies));
  }

  // The runtime reports the type of an exception but not its message; this message is safe to log.
  private static Settings settings(Map<String, String> environment, LogSink log) {
    try {
      return Settings.from(environment);
    } catch (SettingsException e) {
      log.write(ProblemLog.invalidSettings(e));
      throw e;
    }
  }
}
