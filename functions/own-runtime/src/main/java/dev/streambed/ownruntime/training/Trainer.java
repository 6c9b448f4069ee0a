package dev.streambed.ownruntime.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.local.LocalStack;
import dev.streambed.local.customers.NewCustomer;
import dev.streambed.local.domain.Json;
import dev.streambed.local.lambda.EnvironmentTimeline.State;
import dev.streambed.ownruntime.PackagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Calls the function through its front doors, one call after the other.
final class Trainer implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int CHUNKS = 100;
  private static final String SLOW = "[[bedrock pieces=%d rate=50 first=0ms]]".formatted(CHUNKS);
  private static final Set<State> BUSY = Set.of(State.STARTING, State.BUSY);
  private static final String STREAM = "bedrock/stream";
  private static final String REQUEST_ID = "x-request-id";
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int ATTEMPTS = 20;

  private final LocalStack stack;
  private final OtherProcess otherProcess;
  private final Map<String, String> keys;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Trainer(LocalStack stack, OtherProcess otherProcess) {
    this.stack = stack;
    this.otherProcess = otherProcess;
    this.keys =
        Map.of(
            "valid", stack.apiKey().orElseThrow().text(),
            "wrong", "sb_" + "A".repeat(43),
            "limited", stack.customers().orElseThrow().add(withoutAnyRequest()).text());
  }

  /// Sends requests through the Function URL and the REST API, some of them over WebSocket too, and
  /// stops an answer.
  void ask(List<TrainingRequest> requests) throws IOException, InterruptedException {
    for (TrainingRequest request : requests) {
      send(stack.functionUrl().orElseThrow(), request);
      send(stack.restUrl().orElseThrow(), request);
    }
    try (WebSocketTrainer webSocket =
        WebSocketTrainer.connect(http, stack.webSocketUrl().orElseThrow(), key("valid"))) {
      for (TrainingRequest request : requests) {
        if (request.path().equals(STREAM) && request.status() == OK) {
          awaitIdle();
          webSocket.ask((ObjectNode) json(request.body()));
        }
      }
      awaitIdle();
      webSocket.ping();
    }
    awaitIdle();
    stop(requests.stream().filter(it -> it.path().equals(STREAM)).findFirst().orElseThrow());
    stack.schedules().names().forEach(name -> stack.schedules().fire(name));
    awaitIdle();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private void send(URI door, TrainingRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        answered(httpRequest(door, request).build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != request.status()) {
      throw new PackagingException(
          "%s was answered with %d in the training, not with %d: %s"
              .formatted(response.uri(), response.statusCode(), request.status(), response.body()));
    }
  }

  private void stop(TrainingRequest request) throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    TrainingRequest slow =
        new TrainingRequest(
            request.path(),
            request.status(),
            request.key(),
            request.body().replaceAll("\\[\\[.*?]]", SLOW));
    HttpRequest call =
        httpRequest(stack.functionUrl().orElseThrow(), slow).header(REQUEST_ID, id).build();
    HttpResponse<InputStream> answer = answered(call, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      if (answer.statusCode() != OK) {
        throw new PackagingException("an answer failed in the training: " + first);
      }
      otherProcess.stop(id);
      if (lines.lines().filter(line -> line.contains("\"content\"")).count() >= CHUNKS - 1) {
        throw new PackagingException("an answer was not stopped in the training");
      }
    }
  }

  // The one process may have been given another event, the end of a connection for example: then
  // the answer is not its own. On a busy machine tables may be late.
  private <T> HttpResponse<T> answered(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpResponse<T> response;
    int attempts = ATTEMPTS;
    do {
      awaitIdle();
      response = http.send(request, handler);
      attempts--;
    } while (attempts > 0 && isToBeRepeated(response));
    return response;
  }

  private static boolean isToBeRepeated(HttpResponse<?> response) {
    return response.headers().firstValue(REQUEST_ID).isEmpty()
        || response.statusCode() == UNAVAILABLE;
  }

  private HttpRequest.Builder httpRequest(URI door, TrainingRequest request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(door.resolve(request.path())).timeout(TIMEOUT);
    Optional.ofNullable(keys.get(request.key()))
        .ifPresent(key -> builder.header("Authorization", "Bearer " + key));
    return request.body().isEmpty()
        ? builder.GET()
        : builder
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.body()));
  }

  private void awaitIdle() throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (isBusy()) {
      if (System.nanoTime() > end) {
        throw new PackagingException("the function does not end its answer in the training");
      }
      Thread.sleep(5);
    }
  }

  private boolean isBusy() {
    return stack.lambda().timelines().stream().anyMatch(it -> BUSY.contains(it.state()))
        || stack.deployment().resources("AWS::Lambda::Alias").stream()
            .anyMatch(alias -> !stack.asyncEvents().waiting(alias.text("Name")).isEmpty());
  }

  private String key(String name) {
    return keys.getOrDefault(name, "");
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static NewCustomer withoutAnyRequest() {
    return new NewCustomer(
        "limited",
        "Limited",
        "active",
        Optional.of(Map.of("requestsPerDay", BigDecimal.ZERO)),
        Optional.empty(),
        Optional.empty(),
        "active",
        Optional.empty());
  }
}
