package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.bedrock.ReceivedRequest;
import dev.streambed.bedrock.fault.HeldChunks;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.SseResponse;
import dev.streambed.e2e.caller.StreamItem;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.lambda.EnvironmentTimeline;
import dev.streambed.local.triggers.Schedules;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Processes of the function that are killed, as when they run out of memory.
@ExtendWith(ProductExtension.class)
class KilledProcessTest {

  @BeforeEach
  @AfterEach
  void letGo(Product product) throws InterruptedException {
    product.releaseHeldRequests();
  }

  @ParameterizedTest
  @EnumSource(names = "REST_ARRAY", mode = EnumSource.Mode.EXCLUDE)
  void breakTheirAnswerAndNoOther(FrontDoor frontDoor, Product product) throws Exception {
    HeldChunks heldChunks = product.stack().bedrock().heldChunks();
    TestRequest testRequest = TestRequest.streamed("hold pieces=5");
    CompletableFuture<SseResponse> opening = product.caller().open(frontDoor, testRequest);
    ReceivedRequest bedrock = product.awaitBedrockRequest(testRequest);
    heldChunks.release(1);
    try (SseResponse stream = opening.join()) {
      assertThat(stream.next()).isInstanceOf(StreamItem.Text.class);
      String requestId = stream.header("x-request-id");
      long pid = product.processOf(requestId).orElseThrow().pid();
      assertThat(product.stack().lambda().kill(pid)).isTrue();
      assertThatThrownBy(stream::readAll).isInstanceOf(IOException.class);
      assertThat(bedrock.awaitOutcome(Duration.ofSeconds(30)))
          .isInstanceOf(ReceivedRequest.Outcome.ClientGone.class);
      checkIsLogged(requestId, product);
      checkNextRequest(frontDoor, pid, product);
    }
  }

  @Test
  void areAnErrorOfTheSeedFormatWhereNothingHasGoneOut(Product product) throws Exception {
    TestRequest testRequest = TestRequest.streamed("hold pieces=5");
    CompletableFuture<HttpResponse<String>> asking =
        CompletableFuture.supplyAsync(() -> ask(product, testRequest));
    product.awaitBedrockRequest(testRequest);
    List<EnvironmentTimeline> busy = product.busyProcesses();
    assertThat(busy).hasSize(1);
    assertThat(product.stack().lambda().kill(busy.getFirst().pid())).isTrue();
    HttpResponse<String> answer = asking.join();
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(Answers.json(answer).path("code").asText()).isEqualTo("internal");
    checkNextRequest(FrontDoor.REST_ARRAY, busy.getFirst().pid(), product);
  }

  @Test
  void haveTheirBooksClosedByTheSweep(Product product) throws Exception {
    HeldChunks heldChunks = product.stack().bedrock().heldChunks();
    TestRequest testRequest = TestRequest.streamed("hold pieces=5");
    CompletableFuture<SseResponse> opening =
        product.caller().open(FrontDoor.FUNCTION_URL, testRequest);
    product.awaitBedrockRequest(testRequest);
    heldChunks.release(1);
    try (SseResponse stream = opening.join()) {
      stream.next();
      String requestId = stream.header("x-request-id");
      product.stack().lambda().kill(product.processOf(requestId).orElseThrow().pid());
      advanceTime(requestId, product);
      Schedules schedules = product.stack().schedules();
      schedules.names().forEach(schedules::fire);
      JsonNode entry = product.ledger().entry(requestId);
      assertThat(entry.path("outcome").asText()).isEqualTo("killed");
      assertThat(entry.path("estimate_reason").asText()).isEqualTo("function_killed");
      assertThat(entry.path("input_tokens").asInt()).isPositive();
      assertThat(entry.path("held_tokens").asInt())
          .as("what was reserved for its answer is kept")
          .isGreaterThan(entry.path("token_count").asInt());
      Eventually.until("settlement", () -> reservation(requestId, product).isEmpty());
    }
  }

  // A sweep settles a reservation after the maximum duration of an answer, so this one is
  // backdated.
  private static void advanceTime(String requestId, Product product) {
    Map<String, AttributeValue> item = new HashMap<>(reservation(requestId, product).orElseThrow());
    AttributeValue open = item.getOrDefault("o" + requestId, AttributeValue.fromS(""));
    String[] fields = open.s().split(" ", -1);
    fields[1] = Long.toString(Long.parseLong(fields[1]) - Duration.ofMinutes(30).toMillis());
    item.put("o" + requestId, AttributeValue.fromS(String.join(" ", fields)));
    product.stack().tables().put(limits(product), item);
  }

  private static Optional<Map<String, AttributeValue>> reservation(
      String requestId, Product product) {
    return product.stack().tables().items(limits(product)).stream()
        .filter(item -> item.containsKey("o" + requestId))
        .findFirst();
  }

  private static String limits(Product product) {
    return product.stack().tables().withKey("customerId", "window").orElseThrow();
  }

  @Test
  void areReplacedWhenTheyDieWhileTheyAreIdle(Product product) throws Exception {
    HttpResponse<String> first =
        product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=1"));
    product.ledger().entry(Answers.requestId(first));
    Eventually.until(
        "rest", () -> product.processes().stream().allMatch(KilledProcessTest::isIdle));
    List<Long> killed = product.processes().stream().map(EnvironmentTimeline::pid).toList();
    assertThat(killed).isNotEmpty();
    killed.forEach(product.stack().lambda()::kill);
    Eventually.until("their end", () -> product.processes().isEmpty());
    HttpResponse<String> next =
        product.caller().ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=1"));
    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(product.processOf(Answers.requestId(next)).orElseThrow().pid()).isNotIn(killed);
  }

  private static boolean isIdle(EnvironmentTimeline process) {
    return process.state() == EnvironmentTimeline.State.IDLE;
  }

  private static HttpResponse<String> ask(Product product, TestRequest testRequest) {
    try {
      return product.caller().ask(FrontDoor.REST_ARRAY, testRequest);
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private static void checkIsLogged(String requestId, Product product) throws InterruptedException {
    Eventually.until(
        "Lambda's own log line",
        () ->
            product.log().all().stream()
                .anyMatch(line -> line.contains(requestId) && line.contains("Runtime.ExitError")));
  }

  private static void checkNextRequest(FrontDoor frontDoor, long killed, Product product)
      throws Exception {
    HttpResponse<String> next = product.caller().ask(frontDoor, TestRequest.streamed("pieces=3"));
    assertThat(Answers.texts(Answers.items(frontDoor, next))).hasSize(3);
    assertThat(product.processes()).extracting(EnvironmentTimeline::pid).doesNotContain(killed);
  }
}
