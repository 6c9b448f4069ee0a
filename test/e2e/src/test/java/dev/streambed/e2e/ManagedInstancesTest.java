package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.caller.WebSocketCaller;
import dev.streambed.e2e.product.DuckDbReports;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.local.domain.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The function on Lambda Managed Instances, as the template declares it: one process has 32
/// answers at once.
@SuppressWarnings("NullAway.Init") // set before each test
class ManagedInstancesTest {

  private static final int CALLERS = 32;
  private static final int CHUNKS = 40;

  private Product product;

  private record Conversation(
      TestRequest testRequest, String text, CompletableFuture<SseResponse> answer) {}

  @BeforeEach
  void start() throws Exception {
    product = Product.startOnManagedInstances("managed-instances");
  }

  @AfterEach
  void stop() {
    product.close();
  }

  @Test
  void oneProcessHas32AnswersAtOnceAndRefusesAnother() throws Exception {
    List<Conversation> conversations = new ArrayList<>();
    for (int number = 0; number < CALLERS; number++) {
      conversations.add(begin(number));
    }
    for (Conversation conversation : conversations) {
      product.awaitBedrockRequest(conversation.testRequest());
    }
    // Now all are being answered at the same time, and there may be one process only.
    assertThat(product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("")).statusCode())
        .isEqualTo(429);
    product.stack().bedrock().heldChunks().releaseAll();
    for (Conversation conversation : conversations) {
      finish(conversation);
    }
    assertThat(product.processes()).hasSize(1);
    assertThat(product.processes().getFirst().invocations()).hasSizeGreaterThanOrEqualTo(CALLERS);
    assertThat(product.log().all()).noneMatch(line -> line.contains("gateway_error"));
  }

  @Test
  void answersBehindEveryFrontDoorInOneProcess() throws Exception {
    Answers.assertBehindEveryFrontDoor(product.caller());
    TestRequest testRequest = TestRequest.streamed("pieces=2 text=\"hello there\"");
    try (WebSocketCaller caller =
        WebSocketCaller.connect(
            product.stack().webSocketUrl().orElseThrow(), product.caller().apiKey())) {
      caller.invoke(testRequest);
      caller.awaitLast(testRequest);
      assertThat(caller.text(testRequest)).isEqualTo("hello there");
    }
    assertThat(product.processes()).hasSize(1);
  }

  @Test
  void itsLinesBecomeRowsOfTheReports(@TempDir Path folder) throws Exception {
    product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=2"));
    Eventually.until("usage line", () -> !usageLines().isEmpty());
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      duckDbReports.deliver(duckDbReports.today(), usageLines());
      assertThat(duckDbReports.saved("Invoice, this month"))
          .extracting(row -> row.get("model") + ": " + row.get("requests"))
          .contains("all models: 1");
    }
  }

  private List<JsonNode> usageLines() {
    return product.log().all().stream()
        .filter(line -> line.contains("\"bedrock_invoke\""))
        .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
        .toList();
  }

  @Test
  void startsItsJvmForManyAnswers() throws Exception {
    product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1"));
    Path process = Path.of("/proc", Long.toString(product.processes().getFirst().pid()));
    assertThat(Files.readString(process.resolve("environ")))
        .contains(
            "AWS_LAMBDA_MAX_CONCURRENCY=32",
            "AWS_LAMBDA_INITIALIZATION_TYPE=lambda-managed-instances",
            "AWS_LAMBDA_LOG_FORMAT=JSON");
    assertThat(Files.readString(process.resolve("cmdline")))
        .contains("-Xmx1440m", "-XX:+TieredCompilation");
  }

  private Conversation begin(int number) {
    String text =
        IntStream.range(0, CHUNKS)
            .mapToObj(chunk -> number + "-" + chunk)
            .collect(Collectors.joining(" "));
    TestRequest testRequest =
        TestRequest.streamed("hold rate=100 pieces=" + CHUNKS + " text=\"" + text + "\"")
            .withUsage();
    FrontDoor frontDoor = number % 2 == 0 ? FrontDoor.FUNCTION_URL : FrontDoor.REST_STREAM;
    return new Conversation(testRequest, text, product.caller().open(frontDoor, testRequest));
  }

  /// Checks the answer, and its line in the only log format of Managed Instances.
  private void finish(Conversation conversation) throws Exception {
    try (SseResponse stream = conversation.answer().join()) {
      List<StreamItem> items = stream.readAll();
      assertThat(Answers.texts(items)).hasSize(CHUNKS);
      assertThat(Answers.text(items)).isEqualTo(conversation.text());
      assertThat(items).last().isEqualTo(new StreamItem.Done());
      String requestId = stream.header("x-request-id");
      assertThat(product.ledger().entry(requestId).path("output_tokens").asInt()).isEqualTo(CHUNKS);
      JsonNode line = product.log().of(requestId).getFirst();
      assertThat(line.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
      assertThat(line.path("level").asText()).isEqualTo("INFO");
      assertThat(line.path("admitted_at").isNumber()).isTrue();
    }
  }
}
