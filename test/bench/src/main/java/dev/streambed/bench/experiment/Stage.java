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
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// The whole product, running, and a second Bedrock endpoint of the same kind that needs no
/// gateway. Has one caller at a time; whoever opens it closes it.
public final class Stage implements AutoCloseable {

  private static final Duration GOODBYE = Duration.ofSeconds(10);
  private static final Duration CALM = Duration.ofMillis(300);

  private final LocalStack stack;
  private final BedrockEndpoint endpoint;
  private final Door gateway;
  private final Door bedrock;
  private boolean isWarm;

  private Stage(LocalStack stack, BedrockEndpoint endpoint, Door gateway, Door bedrock) {
    this.stack = stack;
    this.endpoint = endpoint;
    this.gateway = gateway;
    this.bedrock = bedrock;
  }

  /// Brings everything up; no process of the function runs yet.
  ///
  /// @param assembly the cloud assembly
  /// @throws IOException when an endpoint cannot be opened
  /// @throws IllegalArgumentException when the template lacks what is needed, with a sentence
  public static Stage open(Path assembly, Entrance entrance) throws IOException {
    LocalStack stack = LocalStack.start(LocalStackOptions.of(assembly).withConcurrency(1));
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
    URI url = entrance.of(stack).orElseThrow(() -> lacking(entrance + " front door"));
    BedrockEndpoint endpoint = BedrockEndpoint.start(BedrockOptions.scripted());
    return new Stage(
        stack,
        endpoint,
        Door.gateway(url, customers.add(Customer.LIMITED).text(), model),
        Door.bedrock(endpoint.uri(), model, Clock.systemUTC()));
  }

  Door gateway() {
    return gateway;
  }

  Door bedrock() {
    return bedrock;
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
      awaitEnd(timeline.pid());
    }
    Thread.sleep(CALM);
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

  private static void awaitEnd(long pid) throws InterruptedException {
    long patience = System.nanoTime() + GOODBYE.toNanos();
    while (ProcessHandle.of(pid).isPresent()) {
      if (System.nanoTime() > patience) {
        throw new IllegalStateException("a process of the function does not end");
      }
      Thread.sleep(5);
    }
  }

  private static IllegalArgumentException lacking(String what) {
    return new IllegalArgumentException("the template has no " + what + " to measure with");
  }
}
