package dev.streambed.local;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.control.ControlledServices;
import dev.streambed.local.customers.ApiKey;
import dev.streambed.local.customers.Customers;
import dev.streambed.local.customers.ExampleRequest;
import dev.streambed.local.invoke.PendingAsyncEvents;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.messaging.Queues;
import dev.streambed.local.messaging.Topics;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.triggers.Schedules;
import dev.streambed.local.websocket.Connections;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole template, running. Thread-safe; the code that starts it closes it.
public final class LocalStack implements AutoCloseable {

  private final Running running;
  private final Closer closer;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalStack(Running running, Closer closer) {
    this.running = running;
    this.closer = closer;
  }

  /// The running parts.
  ///
  /// @param stackServices the services that it uses
  /// @param frontDoorUrls the URLs for callers
  /// @param parts the parts that can be inspected and controlled
  /// @param page the chat page, if it is served
  /// @param control the control endpoint
  /// @param caBundle the certificate that clients have to trust, with TLS
  /// @param apiKey the first customer's API key
  record Running(
      StackServices stackServices,
      FrontDoorStarter.Urls frontDoorUrls,
      ControlledServices parts,
      Optional<URI> page,
      URI control,
      Optional<Path> caBundle,
      Optional<ApiKey> apiKey) {}

  /// Starts everything that the cloud assembly declares; returns when every port is open.
  ///
  /// @throws LocalStackException when that fails; its message is for the user
  public static LocalStack start(LocalStackOptions options) {
    return start(options, new Closer());
  }

  /// Like [#start(LocalStackOptions)].
  ///
  /// @param closer registers every part as it starts, so that a signal can stop a start half-way
  static LocalStack start(LocalStackOptions options, Closer closer) {
    try {
      return new LocalStack(new StackStarter(options, closer).start(), closer);
    } catch (RuntimeException failed) {
      closer.close();
      throw failed;
    }
  }

  /// The first Function URL, ending in a slash.
  public Optional<URI> functionUrl() {
    return running.frontDoorUrls().function();
  }

  /// Every Function URL, in the order of the template.
  public List<URI> functionUrls() {
    return running.frontDoorUrls().functions();
  }

  /// The first REST API's first stage, ending in a slash.
  public Optional<URI> restUrl() {
    return running.frontDoorUrls().restApi();
  }

  /// Every stage of every REST API, in the order of the template.
  public List<URI> restUrls() {
    return running.frontDoorUrls().rest();
  }

  /// The first WebSocket API's first stage, without a slash at the end.
  public Optional<URI> webSocketUrl() {
    return running.frontDoorUrls().webSocket();
  }

  /// The chat page, ending in a slash, if it is served.
  public Optional<URI> pageUrl() {
    return running.page();
  }

  /// The open connections of the WebSocket APIs.
  public Connections connections() {
    return running.parts().connections();
  }

  /// The control endpoint, ending in a slash.
  public URI controlUrl() {
    return running.control();
  }

  /// The file of the certificate that clients have to trust, in PEM, if the front doors take TLS.
  public Optional<Path> caBundle() {
    return running.caBundle();
  }

  /// The Bedrock endpoint, ending in a slash.
  public URI bedrockUrl() {
    return running.parts().bedrock().uri().resolve("/");
  }

  /// The API key of the initial customer, if the template has tables for customers.
  public Optional<ApiKey> apiKey() {
    return running.apiKey();
  }

  /// A request that the template allows.
  public Optional<ExampleRequest> example() {
    return ExampleRequest.of(running.stackServices().iam());
  }

  /// Creates customers, if the template has tables for them.
  public Optional<Customers> customers() {
    return running.parts().customers();
  }

  /// The declared resources.
  public Deployment deployment() {
    return running.stackServices().deployment();
  }

  /// The tables.
  public Tables tables() {
    return running.parts().tables();
  }

  /// The functions and their processes.
  public Lambda lambda() {
    return running.parts().lambda();
  }

  /// The waiting asynchronous invocations, which tests can hold back.
  public PendingAsyncEvents asyncEvents() {
    return running.parts().pendingAsyncEvents();
  }

  /// The queues and the messages sent to them.
  public Queues queues() {
    return running.stackServices().queues();
  }

  /// The topics and the messages published to them.
  public Topics topics() {
    return running.stackServices().topics();
  }

  /// The schedule rules, which can also be fired on request.
  public Schedules schedules() {
    return running.parts().schedules();
  }

  /// The Bedrock endpoint: its faults, and the requests it received.
  public BedrockEndpoint bedrock() {
    return running.parts().bedrock();
  }

  /// Stops everything: no process, port or folder remains.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closer.close();
    }
  }
}
