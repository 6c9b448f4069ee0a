package dev.streambed.bench.experiment;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.customers.Customers;
import dev.streambed.local.customers.ExampleRequest;
import dev.streambed.local.template.Deployment;
import dev.streambed.local.template.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The whole product, running, and a second Bedrock endpoint of the same kind that is called
/// directly. Runs one experiment at a time; the caller closes it.
public final class BenchStack implements AutoCloseable {

  // The local stack starts processes one after another; each takes about this long.
  private static final int CHUNKS_WHILE_ONE_STARTS = 30;
  private static final int READING_SPEED = 50;
  private static final int ATTEMPTS = 2;

  private final Path assembly;
  private final LocalStack stack;
  private final BedrockEndpoint endpoint;
  private final ClientFactory clientFactory;
  private final FunctionProcesses functionProcesses;
  private final ModelClient gateway;
  private final ModelClient bedrock;
  private boolean isWarm;

  private BenchStack(Path assembly, BedrockEndpoint endpoint, ClientFactory clientFactory)
      throws IOException {
    this.assembly = assembly;
    this.stack = clientFactory.stack();
    this.endpoint = endpoint;
    this.clientFactory = clientFactory;
    this.functionProcesses = new FunctionProcesses(stack.lambda());
    this.gateway = clientFactory.http();
    this.bedrock = ModelClient.bedrock(endpoint.uri(), clientFactory.model(), Clock.systemUTC());
  }

  /// Starts everything; no process of the function runs yet.
  ///
  /// @param assembly the cloud assembly
  /// @param sampleSizes determines the maximum number of processes
  /// @throws IOException if an endpoint cannot be opened
  /// @throws IllegalArgumentException if the template lacks a required resource
  public static BenchStack open(Path assembly, FrontDoor frontDoor, SampleSizes sampleSizes)
      throws IOException {
    int processes = Math.max(FunctionProcesses.MOST, sampleSizes.simultaneousStarts());
    LocalStack stack = LocalStack.start(LocalStackOptions.of(assembly).withConcurrency(processes));
    try {
      return on(assembly, stack, frontDoor);
    } catch (IOException | RuntimeException failed) {
      stack.close();
      throw failed;
    }
  }

  private static BenchStack on(Path assembly, LocalStack stack, FrontDoor frontDoor)
      throws IOException {
    String model = stack.example().map(ExampleRequest::model).orElseThrow(() -> lacking("model"));
    Customers customers = stack.customers().orElseThrow(() -> lacking("table for customers"));
    ClientFactory clientFactory =
        new ClientFactory(stack, frontDoor, customers.add(BenchCustomer.LIMITED).text(), model);
    return new BenchStack(
        assembly, BedrockEndpoint.start(BedrockOptions.scripted()), clientFactory);
  }

  /// The keep-alive HTTP connection to the gateway.
  ModelClient gateway() {
    return gateway;
  }

  /// The keep-alive connection to the second Bedrock endpoint.
  ModelClient bedrock() {
    return bedrock;
  }

  /// Opens further connections.
  ClientFactory clients() {
    return clientFactory;
  }

  /// The cloud assembly that is running.
  Path assembly() {
    return assembly;
  }

  /// The package of the first function: a zip, or a folder.
  Path packaged() {
    Deployment deployment = stack.deployment();
    Resource function = deployment.resources("AWS::Lambda::Function").getFirst();
    return deployment.asset(function.property("Code").path("S3Key").asText());
  }

  LocalStack stack() {
    return stack;
  }

  /// The processes of the function.
  FunctionProcesses processes() {
    return functionProcesses;
  }

  /// Warms up until further requests are not faster, unless already done.
  void warmUp(SampleSizes sampleSizes) throws IOException {
    if (isWarm) {
      return;
    }
    for (int round = 0; round < sampleSizes.rounds(); round++) {
      ask(AnswerSpec.fast(sampleSizes.longAnswer()));
    }
    for (int round = 0; round < sampleSizes.firstChunks() / 2; round++) {
      ask(AnswerSpec.fast(1));
    }
    isWarm = true;
  }

  /// Stops the function's processes and waits for their end; the next answer is a cold start.
  void stopProcesses() throws InterruptedException {
    functionProcesses.stopAll();
    isWarm = false;
  }

  /// Starts this many processes of the function by requesting as many answers at once; fewer if a
  /// start takes so long that the first answers have ended by then.
  void startProcesses(int wanted) throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS && functionProcesses.count() < wanted; attempt++) {
      ask(wanted, AnswerSpec.paced(CHUNKS_WHILE_ONE_STARTS * wanted * attempt, READING_SPEED));
      functionProcesses.awaitIdle();
    }
  }

  private void ask(int callers, AnswerSpec answerSpec) throws IOException, InterruptedException {
    new ParallelCallers(callers)
        .run(_ -> {
          try (ModelClient modelClient = clientFactory.stoppableHttp()) {
            return List.of(modelClient.ask(answerSpec));
          }
        });
  }

  @Override
  public void close() throws IOException {
    try (stack;
        endpoint;
        gateway;
        bedrock) {
      // This order closes everything, whatever fails.
    }
  }

  private void ask(AnswerSpec answerSpec) throws IOException {
    gateway.ask(answerSpec);
    bedrock.ask(answerSpec);
  }

  static IllegalArgumentException lacking(String what) {
    return new IllegalArgumentException("the template has no " + what + " to measure with");
  }
}
