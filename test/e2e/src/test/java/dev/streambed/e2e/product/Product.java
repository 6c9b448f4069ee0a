package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.Answers;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bedrock.fault.Release;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.Door;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.lambda.Timeline;
import dev.streambed.local.seed.NewCustomer;
import dev.streambed.local.vocabulary.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The product as it is deployed, on this machine.
public final class Product implements AutoCloseable {

  private final Path assembly;
  private final LocalStack stack;
  private final LogLines log;

  private Product(Path assembly, LocalStack stack, LogLines log) {
    this.assembly = assembly;
    this.stack = stack;
    this.log = log;
  }

  /// Starts what an assembly declares.
  static Product start(Path assembly, Answers answers) {
    LogLines log = new LogLines();
    LocalStackOptions options = LocalStackOptions.of(assembly).withAnswers(answers).withLog(log);
    return new Product(assembly, LocalStack.start(options), log);
  }

  /// A caller with a token of a customer without limits.
  public Caller caller() {
    return caller(stack.token().orElseThrow().text());
  }

  /// A caller with this token.
  public Caller caller(String token) {
    return new Caller(this::at, token);
  }

  /// A caller of a new customer.
  ///
  /// @param customer as the control endpoint takes it, for example `{"status": "suspended"}`
  public Caller newCaller(String customer) {
    JsonNode json = Json.parse(customer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    NewCustomer made = NewCustomer.of(json, UUID.randomUUID().toString());
    return caller(stack.customers().orElseThrow().add(made).text());
  }

  /// The URI of a path behind a front door.
  public URI at(Door door) {
    return base(door).resolve(door.path());
  }

  /// Where a front door's paths begin, with a slash at the end.
  public URI base(Door door) {
    return (door.isRest() ? stack.restUrl() : stack.functionUrl()).orElseThrow();
  }

  /// The log line and the record of each request.
  public Books books() {
    return new Books(stack.tables(), log);
  }

  /// What the function logged.
  public LogLines log() {
    return log;
  }

  /// What is running.
  public Path assembly() {
    return assembly;
  }

  /// Everything else.
  public LocalStack stack() {
    return stack;
  }

  /// What Bedrock was asked for this, each attempt.
  public List<ReceivedRequest> asked(Ask ask) {
    return stack.bedrock().received().all().stream()
        .filter(
            request -> new String(request.body(), StandardCharsets.UTF_8).contains(ask.marker()))
        .toList();
  }

  /// Waits until Bedrock was asked for this.
  public ReceivedRequest awaitAsked(Ask ask) throws InterruptedException {
    return Patience.of("request of Bedrock", () -> asked(ask).stream().findFirst());
  }

  /// Lets go what Bedrock holds, waits until nobody is being answered, and has it hold again.
  public void letGo() throws InterruptedException {
    Release release = stack.bedrock().release();
    release.everything();
    Patience.until("the end of every answer", () -> busy().isEmpty());
    release.hold();
  }

  /// The function's processes that are answering.
  public List<Timeline> busy() {
    return processes().stream().filter(process -> process.state() == Timeline.State.BUSY).toList();
  }

  /// The function's processes that live.
  public List<Timeline> processes() {
    return stack.lambda().timelines().stream()
        .filter(timeline -> timeline.state() != Timeline.State.ENDED)
        .toList();
  }

  /// The process that has, or had, an invocation.
  public Optional<Timeline> processOf(String invocationId) {
    return stack.lambda().timelines().stream()
        .filter(timeline ->
            timeline.invocations().stream().anyMatch(turn -> turn.requestId().equals(invocationId)))
        .findFirst();
  }

  @Override
  public void close() {
    stack.close();
  }
}
