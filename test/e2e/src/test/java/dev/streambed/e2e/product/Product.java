package dev.streambed.e2e.product;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ModelSource;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bedrock.fault.HeldChunks;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.local.AotCachedPackage;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.customers.NewCustomer;
import dev.streambed.local.domain.Json;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The deployed product, running on this machine.
public final class Product implements AutoCloseable {

  /// An alias for Amazon Nova Lite, then the same in another Region, then Nova Micro.
  public static final String FALLBACK = Synthesis.FALLBACK;

  private final Path assembly;
  private final LocalStack stack;
  private final FunctionLog log;
  private final UsageLedger ledger;

  private Product(Path assembly, LocalStack stack, FunctionLog log) {
    this.assembly = assembly;
    this.stack = stack;
    this.log = log;
    this.ledger = new UsageLedger(stack.tables(), log);
  }

  /// Starts the resources of a cloud assembly.
  static Product start(Path assembly, ModelSource modelSource)
      throws IOException, InterruptedException {
    AotCachedPackage.replaceZip(assembly, Repository.trained());
    return startUnchanged(assembly, modelSource);
  }

  /// Starts the template that goes to CloudFormation without CDK.
  ///
  /// @param name the name of the build folder
  /// @param parameters those of the deployment, besides the place of the code
  public static Product startWithoutCdk(String name, Map<String, String> parameters)
      throws IOException, InterruptedException {
    Path template = Synthesis.withoutCdk(name);
    return startUnchanged(
        new UploadedTemplate(template).deployment(parameters), ModelSource.scripted());
  }

  /// Packs the function with a JVM of its own, and starts the template that names the package.
  ///
  /// @param name the name of the build folder
  public static Product startWithOwnRuntime(String name) throws IOException, InterruptedException {
    OwnRuntimePackage own = OwnRuntimePackage.make(name);
    return startUnchanged(
        Synthesis.ofOwnRuntime(name, own.zip(), own.architecture()), ModelSource.scripted());
  }

  /// A function that starts from a snapshot.
  ///
  /// @param name the name of the build folder
  public static Product startWithSnapStart(String name) throws IOException, InterruptedException {
    return startUnchanged(Synthesis.ofSnapStart(name), ModelSource.scripted());
  }

  /// A function on Lambda Managed Instances, in one environment.
  ///
  /// @param name the name of the build folder
  public static Product startOnManagedInstances(String name)
      throws IOException, InterruptedException {
    return startUnchanged(Synthesis.ofManagedInstances(name), ModelSource.scripted());
  }

  private static Product startUnchanged(Path assembly, ModelSource modelSource)
      throws IOException, InterruptedException {
    FunctionLog log = new FunctionLog();
    LocalStackOptions options =
        LocalStackOptions.of(assembly)
            .withAnswers(modelSource)
            .withLog(log)
            .withInvocationLog(Optional.of(invocationLog(assembly)));
    return new Product(assembly, LocalStack.start(options), log);
  }

  // Beside the assembly, which is the run's own; an earlier run's may still lie there.
  private static Path invocationLog(Path assembly) {
    return assembly.resolveSibling(assembly.getFileName() + "-invocations");
  }

  /// The folder of the local account's model invocation log.
  public Path invocationLog() {
    return invocationLog(assembly);
  }

  /// A caller with an API key of a customer without limits.
  public HttpCaller caller() {
    return caller(stack.apiKey().orElseThrow().text());
  }

  /// A caller with this API key.
  public HttpCaller caller(String apiKey) {
    return new HttpCaller(this::uri, apiKey);
  }

  /// A caller of a new customer.
  ///
  /// @param customer as the control endpoint takes it, for example `{"status": "suspended"}`
  public HttpCaller newCaller(String customer) {
    JsonNode json = Json.parse(customer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    NewCustomer made = NewCustomer.of(json, UUID.randomUUID().toString());
    return caller(stack.customers().orElseThrow().add(made).text());
  }

  /// The URI of a path behind a front door.
  public URI uri(FrontDoor frontDoor) {
    return baseUri(frontDoor).resolve(frontDoor.path());
  }

  /// The base URL of a front door, ending in a slash.
  public URI baseUri(FrontDoor frontDoor) {
    return (frontDoor.isRest() ? stack.restUrl() : stack.functionUrl()).orElseThrow();
  }

  /// The log lines and records of requests.
  public UsageLedger ledger() {
    return ledger;
  }

  /// The function's log.
  public FunctionLog log() {
    return log;
  }

  /// The running stack.
  public Path assembly() {
    return assembly;
  }

  /// The local stack.
  public LocalStack stack() {
    return stack;
  }

  /// The requests to Bedrock for this question, one per attempt.
  public List<ReceivedRequest> bedrockRequests(TestRequest testRequest) {
    return stack.bedrock().received().all().stream()
        .filter(request ->
            new String(request.body(), StandardCharsets.UTF_8).contains(testRequest.marker()))
        .toList();
  }

  /// Waits for the request to Bedrock for this question.
  public ReceivedRequest awaitBedrockRequest(TestRequest testRequest) throws InterruptedException {
    return Eventually.value(
        "request of Bedrock", () -> bedrockRequests(testRequest).stream().findFirst());
  }

  /// Releases the answers that Bedrock holds, waits until none is running, and holds again.
  public void releaseHeldRequests() throws InterruptedException {
    HeldChunks heldChunks = stack.bedrock().heldChunks();
    heldChunks.releaseAll();
    Eventually.until("the end of every answer", () -> busyProcesses().isEmpty());
    heldChunks.hold();
  }

  /// The function's processes that are answering.
  public List<EnvironmentTimeline> busyProcesses() {
    return processes().stream()
        .filter(process -> process.state() == EnvironmentTimeline.State.BUSY)
        .toList();
  }

  /// The function's live processes.
  public List<EnvironmentTimeline> processes() {
    return stack.lambda().timelines().stream()
        .filter(timeline -> timeline.state() != EnvironmentTimeline.State.ENDED)
        .toList();
  }

  /// The process that has, or had, an invocation.
  public Optional<EnvironmentTimeline> processOf(String invocationId) {
    return stack.lambda().timelines().stream()
        .filter(timeline ->
            timeline.invocations().stream()
                .anyMatch(invocationTimes -> invocationTimes.requestId().equals(invocationId)))
        .findFirst();
  }

  @Override
  public void close() {
    stack.close();
  }
}
