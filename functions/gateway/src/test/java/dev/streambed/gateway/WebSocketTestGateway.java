package dev.streambed.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.config.Settings;
import dev.streambed.gateway.fixture.CollectedResponse;
import dev.streambed.gateway.fixture.LambdaEvent;
import dev.streambed.gateway.fixture.ScriptedAwsService;
import dev.streambed.gateway.fixture.SnsNotification;
import dev.streambed.gateway.fixture.TestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A [TestGateway] behind a simulated WebSocket API: Lambda and `@connections` are endpoints of the
/// test, and hand-overs are invoked in the same process.
final class WebSocketTestGateway implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /// What `@connections` answers; a test may change it.
  interface Client {
    int post(JsonNode message) throws InterruptedException;
  }

  private final ExecutorService invocations = Executors.newCachedThreadPool();
  private final List<JsonNode> posted = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final String connection = UUID.randomUUID().toString().substring(0, 13) + "=";
  private final ScriptedAwsService management;
  private final ScriptedAwsService lambda;
  private final TestGateway testGateway;
  private volatile Client client = _ -> 200;
  private volatile int invoked = 202;
  private volatile int deliveries = 1;
  private volatile boolean losing;

  private WebSocketTestGateway(URI bedrock, Map<String, String> more) throws IOException {
    this.management = ScriptedAwsService.start("execute-api", (request, _) -> post(request));
    this.lambda = ScriptedAwsService.start("lambda", (request, _) -> invoke(request));
    Map<String, String> environment = new HashMap<>(more);
    environment.put(Settings.LAMBDA_ENDPOINT, lambda.uri().toString());
    environment.put(Settings.MANAGEMENT_ENDPOINT, management.uri() + "/prod");
    this.testGateway = TestGateway.before(bedrock, environment);
  }

  /// One with a client that is connected.
  static WebSocketTestGateway connected(URI bedrock) throws IOException {
    WebSocketTestGateway stand = before(bedrock, Map.of());
    stand.connect(Map.of("authorization", "Bearer " + stand.stand().token()));
    return stand;
  }

  static WebSocketTestGateway before(URI bedrock, Map<String, String> more) throws IOException {
    return new WebSocketTestGateway(bedrock, more);
  }

  TestGateway stand() {
    return testGateway;
  }

  String connection() {
    return connection;
  }

  ScriptedAwsService lambda() {
    return lambda;
  }

  void client(Client changed) {
    client = changed;
  }

  /// What Lambda answers from now on.
  void invoked(int status) {
    invoked = status;
  }

  /// Lambda's response to the next event is lost after the event was handled.
  void loseNextAnswerOfLambda() {
    losing = true;
  }

  /// How often Lambda delivers an event from now on.
  void deliveries(int changed) {
    deliveries = changed;
  }

  JsonNode connect(Map<String, String> headers) throws IOException {
    LambdaEvent lambdaEvent = LambdaEvent.socket("CONNECT", connection);
    headers.forEach(lambdaEvent::withHeader);
    return answer(lambdaEvent);
  }

  void disconnect() throws IOException {
    answer(LambdaEvent.socket("DISCONNECT", connection));
  }

  /// Sends a message.
  ///
  /// @return the message that is the route's answer; missing when there is none
  JsonNode say(String json) throws IOException {
    return sayOn(connection, json);
  }

  JsonNode sayOn(String other, String json) throws IOException {
    JsonNode answer = answer(LambdaEvent.socket("MESSAGE", other).withBody(json));
    return answer.has("body") ? JSON.readTree(answer.path("body").asText()) : answer.path("body");
  }

  /// Requests an answer of the default model.
  JsonNode invoke(String id) throws IOException {
    return say(question(id));
  }

  static String question(String id) {
    return "{\"action\":\"invoke\",\"id\":\""
        + id
        + "\","
        + TestGateway.members(true)
        + TestGateway.REST;
  }

  /// The events that were handed on, the first first.
  List<String> events() {
    return lambda.received().stream().map(ScriptedAwsService.Received::body).toList();
  }

  /// Simulates that Lambda drops an event and notifies the function through SNS; waits for the
  /// function.
  void giveUp(String event, String condition) {
    handOn(SnsNotification.ofFailure(event, condition));
  }

  /// The invocations that failed.
  List<Throwable> failures() {
    return failures;
  }

  /// Has an event handled as Lambda would, and waits for that.
  void handOn(String event) {
    handOn(event.getBytes(StandardCharsets.UTF_8));
  }

  /// The messages of one answer so far.
  List<JsonNode> messages(String id) {
    return posted.stream().filter(message -> message.path("id").asText().equals(id)).toList();
  }

  /// The messages of an answer when it has ended, in the order in which they were posted.
  List<JsonNode> whole(String id) throws InterruptedException {
    until(() -> messages(id).stream().anyMatch(WebSocketTestGateway::isLast));
    return messages(id);
  }

  String text(String id) {
    return messages(id).stream()
        .map(message -> message.path("content").asText())
        .collect(Collectors.joining());
  }

  /// Waits until every answer that was handed on has ended, and fails if an invocation did.
  void settle() throws InterruptedException {
    invocations.shutdown();
    if (!invocations.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("an answer does not end");
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("an invocation failed", failures.getFirst());
    }
  }

  static void until(BooleanSupplier isSo) throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not come to that");
      }
      Thread.sleep(2);
    }
  }

  static List<String> types(List<JsonNode> messages) {
    List<String> types = new ArrayList<>();
    messages.forEach(message -> types.add(message.path("type").asText()));
    return types;
  }

  // The CRT aborts the process when a closed client is asked for a connection, so invocations that
  // still settle come first.
  @Override
  public void close() {
    invocations.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      invocations.awaitTermination(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    testGateway.close();
    lambda.close();
    management.close();
  }

  private static boolean isLast(JsonNode message) {
    String type = message.path("type").asText();
    return type.equals("done") || type.equals("error");
  }

  private JsonNode answer(LambdaEvent lambdaEvent) throws IOException {
    CollectedResponse response = new CollectedResponse();
    TestContext context = new TestContext(UUID.randomUUID().toString(), Duration.ofSeconds(50));
    testGateway.gateway().handle(lambdaEvent.stream(), response, context);
    JsonNode answer = JSON.readTree(response.body());
    if (!answer.path("statusCode").isInt()) {
      throw new AssertionError("API Gateway would tell of an internal error: " + response.body());
    }
    return answer;
  }

  private int post(ScriptedAwsService.Received request) throws InterruptedException {
    JsonNode message = parse(request.body());
    int status = client.post(message);
    if (status == 200) {
      posted.add(message);
    }
    return status;
  }

  private int invoke(ScriptedAwsService.Received request) {
    if (losing) {
      losing = false;
      handOn(request.body());
      return 0;
    }
    if (invoked == 202) {
      byte[] event = request.body().getBytes(StandardCharsets.UTF_8);
      for (int delivery = 0; delivery < deliveries; delivery++) {
        invocations.execute(() -> handOn(event));
      }
    }
    return invoked;
  }

  private void handOn(byte[] event) {
    TestContext context = new TestContext(UUID.randomUUID().toString(), Duration.ofSeconds(50));
    try {
      testGateway
          .gateway()
          .handle(new ByteArrayInputStream(event), new CollectedResponse(), context);
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
