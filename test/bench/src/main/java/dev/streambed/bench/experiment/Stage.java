package dev.streambed.bench.experiment;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.bench.client.Door;
import dev.streambed.bench.client.Wish;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.lambda.Timeline;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.seed.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The whole product, running, and a second Bedrock endpoint of the same kind that needs no
/// gateway. Has one experiment at a time; whoever opens it closes it.
public final class Stage implements AutoCloseable {

  /// As many processes of the function as may run at once; one caller after the other needs only
  /// one. Each takes about 100 MB.
  static final int PROCESSES = 24;

  private static final Duration GOODBYE = Duration.ofSeconds(10);
  private static final Duration CALM = Duration.ofMillis(300);

  private final LocalStack stack;
  private final BedrockEndpoint endpoint;
  private final Doors doors;
  private final Door gateway;
  private final Door bedrock;
  private boolean isWarm;

  private Stage(BedrockEndpoint endpoint, Doors doors) throws IOException {
    this.stack = doors.stack();
    this.endpoint = endpoint;
    this.doors = doors;
    this.gateway = doors.http();
    this.bedrock = Door.bedrock(endpoint.uri(), doors.model(), Clock.systemUTC());
  }

  /// Brings everything up; no process of the function runs yet.
  ///
  /// @param assembly the cloud assembly
  /// @throws IOException when an endpoint cannot be opened
  /// @throws IllegalArgumentException when the template lacks what is needed, with a sentence
  public static Stage open(Path assembly, Entrance entrance) throws IOException {
    LocalStack stack = LocalStack.start(LocalStackOptions.of(assembly).withConcurrency(PROCESSES));
    try {
      return on(stack, entrance);
    } catch (IOException | RuntimeException failed) {
      stack.close();
      throw failed;
    }
  }

  private static Stage on(LocalStack stack, Entrance entrance) throws IOException {
    String model = stack.example().map(Example::model).orElseThrow(() -> lacking("model"));
    Customers customers = stack.customers().orElseThrow(() -> lacking("table for customers"));
    Doors doors = new Doors(stack, entrance, customers.add(Customer.LIMITED).text(), model);
    return new Stage(BedrockEndpoint.start(BedrockOptions.scripted()), doors);
  }

  /// The kept connection to the gateway, over HTTP.
  Door gateway() {
    return gateway;
  }

  /// The kept connection to the other Bedrock endpoint.
  Door bedrock() {
    return bedrock;
  }

  /// Opens further connections.
  Doors doors() {
    return doors;
  }

  LocalStack stack() {
    return stack;
  }

  /// The function's only process.
  ///
  /// @throws IllegalStateException when there is none, or more than one
  Timeline process() {
    List<Timeline> living =
        stack.lambda().timelines().stream()
            .filter(timeline -> timeline.state() != Timeline.State.ENDED)
            .toList();
    if (living.size() != 1) {
      throw new IllegalStateException("one process of the function was expected: " + living);
    }
    return living.getFirst();
  }

  /// Asks until nothing gets faster by being asked again, unless that was done already.
  void warmUp(Scale scale) throws IOException {
    if (isWarm) {
      return;
    }
    for (int round = 0; round < scale.rounds(); round++) {
      ask(Wish.fast(scale.longAnswer()));
    }
    for (int round = 0; round < scale.firstPieces() / 2; round++) {
      ask(Wish.fast(1));
    }
    isWarm = true;
  }

  /// Ends the function's processes and waits until they are gone.
  void retire() throws InterruptedException {
    List<Timeline> before = stack.lambda().timelines();
    stack.lambda().retireAll();
    isWarm = false;
    for (Timeline timeline : before) {
      await(() -> ProcessHandle.of(timeline.pid()).isEmpty());
    }
    Thread.sleep(CALM);
  }

  /// Waits until the function's processes have ended what follows an answer.
  void awaitIdle() throws InterruptedException {
    await(() ->
        stack.lambda().timelines().stream()
            .noneMatch(timeline -> timeline.state() == Timeline.State.BUSY));
  }

  @Override
  public void close() throws IOException {
    try (stack;
        endpoint;
        gateway;
        bedrock) {
      // In this order nothing is left behind, whatever fails.
    }
  }

  private void ask(Wish wish) throws IOException {
    gateway.ask(wish);
    bedrock.ask(wish);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long patience = System.nanoTime() + GOODBYE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new IllegalStateException("a process of the function does not end what it does");
      }
      Thread.sleep(5);
    }
  }

  static IllegalArgumentException lacking(String what) {
    return new IllegalArgumentException("the template has no " + what + " to measure with");
  }
}
