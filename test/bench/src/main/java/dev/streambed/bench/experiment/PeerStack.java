package dev.streambed.bench.experiment;

import dev.streambed.bedrock.BedrockEndpoint;
import dev.streambed.bedrock.BedrockOptions;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.client.StoppableClient;
import dev.streambed.bench.peer.FunctionPackage;
import dev.streambed.bench.peer.PeerAssembly;
import dev.streambed.bench.peer.ProcessorQuota;
import dev.streambed.local.LocalStack;
import dev.streambed.local.LocalStackOptions;
import dev.streambed.local.customers.Customers;
import dev.streambed.local.customers.ExampleRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All candidates side by side in one local stack: the same tables, the same Bedrock endpoint, a
/// Function URL each. The caller closes it.
final class PeerStack implements AutoCloseable {

  /// The candidate that does nothing but start.
  static final String EMPTY = "Java, empty";

  private final LocalStack stack;
  private final BedrockEndpoint endpoint;
  private final ModelClient bedrock;
  private final String apiKey;
  private final String model;
  private final FunctionProcesses functionProcesses;
  private final List<PeerFunction> functions = new ArrayList<>();
  private final List<PeerFunction> throttled = new ArrayList<>();

  private PeerStack(LocalStack stack, BedrockEndpoint endpoint) throws IOException {
    this.stack = stack;
    this.endpoint = endpoint;
    this.model = stack.example().map(ExampleRequest::model).orElseThrow(() -> lacking("model"));
    Customers customers = stack.customers().orElseThrow(() -> lacking("table for customers"));
    this.apiKey = customers.add(BenchCustomer.LIMITED).text();
    this.functionProcesses = new FunctionProcesses(stack.lambda());
    this.bedrock = ModelClient.bedrock(endpoint.uri(), model, Clock.systemUTC());
  }

  /// Starts everything; no process of a function runs yet.
  ///
  /// @param assembly the cloud assembly of the product
  /// @param packages the candidates
  /// @param quota runs all of them a second time, with half a virtual processor, if it is there
  /// @param folder an empty folder
  static PeerStack open(
      Path assembly, List<FunctionPackage> packages, Optional<ProcessorQuota> quota, Path folder)
      throws IOException {
    List<FunctionPackage> all = new ArrayList<>(packages);
    if (quota.isPresent()) {
      for (FunctionPackage function : packages) {
        all.add(quota.get().throttle(function, folder.resolve("throttled-" + all.size())));
      }
    }
    Path changed = PeerAssembly.write(assembly, folder.resolve("assembly"), all).folder();
    LocalStack stack =
        LocalStack.start(LocalStackOptions.of(changed).withConcurrency(FunctionProcesses.MOST));
    try {
      PeerStack peerStack = new PeerStack(stack, BedrockEndpoint.start(BedrockOptions.scripted()));
      peerStack.connect(packages, all.size() > packages.size());
      return peerStack;
    } catch (IOException | RuntimeException failed) {
      stack.close();
      throw failed;
    }
  }

  private void connect(List<FunctionPackage> packages, boolean isThrottledToo) throws IOException {
    int copies = isThrottledToo ? 2 : 1;
    int number = 0;
    List<URI> all = stack.functionUrls();
    for (URI url : all.subList(all.size() - packages.size() * copies, all.size())) {
      FunctionPackage function = packages.get(number % packages.size());
      boolean isFull = number < packages.size();
      ModelClient client =
          isFull
              ? ModelClient.gateway(url, apiKey, model)
              : StoppableClient.http(url, url.resolve("requests/"), apiKey, model);
      (isFull ? functions : throttled)
          .add(
              new PeerFunction(
                  function.name(),
                  PeerAssembly.nameOf(number++),
                  url,
                  apiKey,
                  model,
                  client,
                  functionProcesses));
    }
  }

  /// Asks every candidate for an answer, and leaves those out that give none.
  ///
  /// @return the reasons by candidate
  Map<String, String> leaveOutSilent() throws IOException, InterruptedException {
    Map<String, String> silent = new LinkedHashMap<>();
    for (PeerFunction function : functions()) {
      functionProcesses.stopAll();
      try {
        function.ask(AnswerSpec.fast(1));
      } catch (IOException noAnswer) {
        silent.put(function.candidate(), "it was built, but gives no answer");
        leaveOut(function.candidate());
      }
    }
    return silent;
  }

  private void leaveOut(String candidate) throws IOException {
    for (List<PeerFunction> all : List.of(functions, throttled)) {
      for (PeerFunction function : List.copyOf(all)) {
        if (function.candidate().equals(candidate)) {
          all.remove(function);
          function.close();
        }
      }
    }
  }

  /// The candidates, in their order.
  List<PeerFunction> functions() {
    return List.copyOf(functions);
  }

  /// Those that do the job.
  List<PeerFunction> answering() {
    return functions.stream().filter(function -> !function.candidate().equals(EMPTY)).toList();
  }

  /// The same as [#functions()] with half a virtual processor; none where that cannot be had.
  List<PeerFunction> throttledFunctions() {
    return List.copyOf(throttled);
  }

  /// A connection to a Bedrock endpoint of the same kind, straight.
  ModelClient bedrock() {
    return bedrock;
  }

  LocalStack stack() {
    return stack;
  }

  FunctionProcesses processes() {
    return functionProcesses;
  }

  @Override
  public void close() throws IOException {
    try (stack;
        endpoint;
        bedrock) {
      for (PeerFunction function : functions) {
        function.close();
      }
      for (PeerFunction function : throttled) {
        function.close();
      }
    }
  }

  private static IllegalArgumentException lacking(String what) {
    return BenchStack.lacking(what);
  }
}
