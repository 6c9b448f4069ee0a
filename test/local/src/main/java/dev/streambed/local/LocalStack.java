package dev.streambed.local;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.local.control.Controls;
import dev.streambed.local.invoke.AsyncEvents;
import dev.streambed.local.lambda.Lambda;
import dev.streambed.local.queues.Queues;
import dev.streambed.local.schedule.Schedules;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.seed.Example;
import dev.streambed.local.seed.Token;
import dev.streambed.local.tables.Tables;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.topics.Topics;
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
  /// @param ground what it stands on
  /// @param urls where callers come in
  /// @param parts what can be looked at and controlled
  /// @param page the chat page, if it is served
  /// @param control the control endpoint
  /// @param token the first customer's
  record Running(
      Ground ground,
      Urls urls,
      Controls parts,
      Optional<URI> page,
      URI control,
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
    return running.urls().function();
  }

  /// Every Function URL, in the order of the template.
  public List<URI> functionUrls() {
    return running.urls().functions();
  }

  /// The first REST API's first stage, ending in a slash.
  public Optional<URI> restUrl() {
    return running.urls().restApi();
  }

  /// Every stage of every REST API, in the order of the template.
  public List<URI> restUrls() {
    return running.urls().rest();
  }

  /// The first WebSocket API's first stage, without a slash at the end.
  public Optional<URI> webSocketUrl() {
    return running.urls().webSocket();
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

  /// The Bedrock endpoint, ending in a slash.
  public URI bedrockUrl() {
    return running.parts().bedrock().uri().resolve("/");
  }

  /// The token of the customer that exists from the start, if the template has tables for
  /// customers.
  public Optional<Token> token() {
    return running.token();
  }

  /// A request that the template allows.
  public Optional<Example> example() {
    return Example.of(running.ground().iam());
  }

  /// Makes customers, if the template has tables for them.
  public Optional<Customers> customers() {
    return running.parts().customers();
  }

  /// What is declared.
  public Deployment deployment() {
    return running.ground().deployment();
  }

  /// The tables.
  public Tables tables() {
    return running.parts().tables();
  }

  /// The functions and their processes.
  public Lambda lambda() {
    return running.parts().lambda();
  }

  /// The asynchronous invocations that wait, and how to make them wait.
  public AsyncEvents asyncEvents() {
    return running.parts().asyncEvents();
  }

  /// The queues: what was sent to them.
  public Queues queues() {
    return running.ground().queues();
  }

  /// The topics: what was published to them.
  public Topics topics() {
    return running.ground().topics();
  }

  /// The rules that call functions at regular times, and how to let one fire now.
  public Schedules schedules() {
    return running.parts().schedules();
  }

  /// The Bedrock endpoint: its faults, and what it received.
  public BedrockEndpoint bedrock() {
    return running.parts().bedrock();
  }

  /// Ends everything: no process, port or folder stays.
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      closing.close();
    }
  }
}
