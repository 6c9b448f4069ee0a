package dev.streambed.bench.experiment;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.bench.client.Door;
import dev.streambed.bench.client.Wish;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.seed.Customers;
import dev.streambed.local.seed.Example;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The whole product, running, and a second Bedrock endpoint of the same kind that needs no
/// gateway. Has one experiment at a time; whoever opens it closes it.
public final class Stage implements AutoCloseable {

  // The local stack starts one process after the other; each takes about as long.
  private static final int PIECES_WHILE_ONE_STARTS = 30;
  private static final int READING_SPEED = 50;
  private static final int ATTEMPTS = 2;

  private final LocalStack stack;
  private final BedrockEndpoint endpoint;
  private final Doors doors;
  private final Processes processes;
  private final Door gateway;
  private final Door bedrock;
  private boolean isWarm;

  private Stage(BedrockEndpoint endpoint, Doors doors) throws IOException {
    this.stack = doors.stack();
    this.endpoint = endpoint;
    this.doors = doors;
    this.processes = new Processes(stack.lambda());
    this.gateway = doors.http();
    this.bedrock = Door.bedrock(endpoint.uri(), doors.model(), Clock.systemUTC());
  }

  /// Brings everything up; no process of the function runs yet.
  ///
  /// @param assembly the cloud assembly
  /// @param scale says how many processes may be needed at once
  /// @throws IOException when an endpoint cannot be opened
  /// @throws IllegalArgumentException when the template lacks what is needed, with a sentence
  public static Stage open(Path assembly, Entrance entrance, Scale scale) throws IOException {
    int processes = Math.max(Processes.MOST, scale.crowd());
    LocalStack stack = LocalStack.start(LocalStackOptions.of(assembly).withConcurrency(processes));
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

  /// The processes of the function.
  Processes processes() {
    return processes;
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

  /// Ends the function's processes and waits until they are gone; the next answer is a cold start.
  void retire() throws InterruptedException {
    processes.retire();
    isWarm = false;
  }

  /// Has so many processes of the function running, by asking for as many answers at once; fewer
  /// where a start takes so long that the first answers have ended by then.
  void start(int wanted) throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS && processes.living() < wanted; attempt++) {
      ask(wanted, Wish.paced(PIECES_WHILE_ONE_STARTS * wanted * attempt, READING_SPEED));
      processes.awaitIdle();
    }
  }

  private void ask(int callers, Wish wish) throws IOException, InterruptedException {
    new Lanes(callers)
        .run(_ -> {
          try (Door door = doors.stoppableHttp()) {
            return List.of(door.ask(wish));
          }
        });
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

  static IllegalArgumentException lacking(String what) {
    return new IllegalArgumentException("the template has no " + what + " to measure with");
  }
}
