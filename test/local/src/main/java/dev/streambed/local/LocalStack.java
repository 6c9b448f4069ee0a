package dev.streambed.local;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.iam.Iam;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.seed.Example;
import dev.streambed.local.seed.Token;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.websocket.Connections;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The whole template, running. Thread-safe; whoever starts it closes it.
public final class LocalStack implements AutoCloseable {

  private final Running running;
  private final Closing closing;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalStack(Running running, Closing closing) {
    this.running = running;
    this.closing = closing;
  }

  /// Everything that runs.
  ///
  /// @param deployment what is declared
  /// @param iam who may do what
  /// @param tables the tables
  /// @param bedrock the Bedrock endpoint
  /// @param lambda the functions
  /// @param queues the queues
  /// @param functionUrls the Function URLs, each ending in a slash
  /// @param restUrls the REST APIs' stages, each ending in a slash
  /// @param webSocketUrls the WebSocket APIs' stages, without a slash at the end
  /// @param connections the open connections of the WebSocket APIs
  /// @param page the chat page, if it is served
  /// @param control the control endpoint
  /// @param customers makes customers, if the template has their tables
  /// @param token the first customer's
  record Running(
      Deployment deployment,
      Iam iam,
      Tables tables,
      BedrockEndpoint bedrock,
      Lambda lambda,
      Queues queues,
      List<URI> functionUrls,
      List<URI> restUrls,
      List<URI> webSocketUrls,
      Connections connections,
      Optional<URI> page,
      URI control,
      Optional<Customers> customers,
      Optional<Token> token) {}

  /// Brings up what the cloud assembly declares; returns when every port is open.
  ///
  /// @throws LocalStackException when that cannot be; its message is for whoever asked
  public static LocalStack start(LocalStackOptions options) {
    return start(options, new Closing());
  }

  /// As [#start(LocalStackOptions)].
  ///
  /// @param closing is told of every part as it starts, so that a signal can end a start half-way
  static LocalStack start(LocalStackOptions options, Closing closing) {
    try {
      return new LocalStack(new Starter(options, closing).start(), closing);
    } catch (RuntimeException failed) {
      closing.close();
      throw failed;
    }
  }

  /// The first Function URL, ending in a slash.
  public Optional<URI> functionUrl() {
    return running.functionUrls().stream().findFirst();
  }

  /// Every Function URL, in the order of the template.
  public List<URI> functionUrls() {
    return running.functionUrls();
  }

  /// The first REST API's first stage, ending in a slash.
  public Optional<URI> restUrl() {
    return running.restUrls().stream().findFirst();
  }

  /// Every stage of every REST API, in the order of the template.
  public List<URI> restUrls() {
    return running.restUrls();
  }

  /// The first WebSocket API's first stage, without a slash at the end.
  public Optional<URI> webSocketUrl() {
    return running.webSocketUrls().stream().findFirst();
  }

  /// The chat page, ending in a slash, if it is served.
  public Optional<URI> pageUrl() {
    return running.page();
  }

  /// The open connections of the WebSocket APIs.
  public Connections connections() {
    return running.connections();
  }

  /// The control endpoint, ending in a slash.
  public URI controlUrl() {
    return running.control();
  }

  /// The Bedrock endpoint, ending in a slash.
  public URI bedrockUrl() {
    return running.bedrock().uri().resolve("/");
  }

  /// The token of the customer that exists from the start, if the template has tables for
  /// customers.
  public Optional<Token> token() {
    return running.token();
  }

  /// A request that the template allows.
  public Optional<Example> example() {
    return Example.of(running.iam());
  }

  /// Makes customers, if the template has tables for them.
  public Optional<Customers> customers() {
    return running.customers();
  }

  /// What is declared.
  public Deployment deployment() {
    return running.deployment();
  }

  /// The tables.
  public Tables tables() {
    return running.tables();
  }

  /// The functions and their processes.
  public Lambda lambda() {
    return running.lambda();
  }

  /// The queues: what was sent to them.
  public Queues queues() {
    return running.queues();
  }

  /// The Bedrock endpoint: its faults, and what it received.
  public BedrockEndpoint bedrock() {
    return running.bedrock();
  }

  /// Ends everything: no process, port or folder stays.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closing.close();
    }
  }
}
