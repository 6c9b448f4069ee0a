package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.caller.WebSocketCaller;
import dev.streambed.e2e.product.CustomerTotals;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.invoke.PendingAsyncEvents;
import dev.streambed.local.template.Resource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Answers over WebSocket whose hand-over fails: clients get an error, nothing is charged, and the
/// concurrency slot is released.
@ExtendWith(ProductExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test
class FailedHandoverTest {

  private static final String LIVE = "live";
  private static final String FAILURES = "failures";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestRequest testRequest = TestRequest.streamed("pieces=3 rate=max");
  private Product product;
  private PendingAsyncEvents events;
  private CustomerTotals customerTotals;
  private WebSocketCaller caller;

  @BeforeEach
  void connect(Product running) {
    product = running;
    events = running.stack().asyncEvents();
    String id = UUID.randomUUID().toString();
    HttpCaller customer =
        running.newCaller(
            "{\"customerId\": \"" + id + "\", \"limits\": {\"concurrentAnswers\": 1}}");
    customerTotals = CustomerTotals.of(running, id);
    URI uri = running.stack().webSocketUrl().orElseThrow();
    caller = WebSocketCaller.connect(uri, customer.apiKey());
  }

  @AfterEach
  void release() {
    events.release(LIVE);
    events.release(FAILURES);
    caller.close();
  }

  @Test
  void endWhenNoFunctionIsFreeInTime() throws Exception {
    events.throttle(LIVE, SHORT);
    caller.invoke(testRequest);
    isTold("EventAgeExceeded");
    events.release(LIVE);
    TestRequest next = TestRequest.streamed("pieces=3 rate=max");
    caller.invoke(next);
    assertThat(caller.awaitLast(next).path("type").asText())
        .as("the place is free")
        .isEqualTo("done");
  }

  @Test
  void endLaterWhenNoFunctionIsFreeToSaySoEither() throws Exception {
    events.throttle(FAILURES, Duration.ofMinutes(5));
    events.throttle(LIVE, SHORT);
    caller.invoke(testRequest);
    Eventually.until("the notice", () -> !events.waiting(FAILURES).isEmpty());
    assertThat(customerTotals.open()).isEqualTo(1);
    events.release(FAILURES);
    isTold("EventAgeExceeded");
  }

  @Test
  void endWhenAnotherVersionOfTheFunctionHasHandedThemOn() throws Exception {
    String event = lost();
    events.release(LIVE);
    send(event.replace("\"version\":1", "\"version\":9"));
    isTold("RetriesExhausted");
    assertThat(product.log().all())
        .anyMatch(line -> line.contains("gateway_error") && line.contains("UnknownHandover"));
  }

  @Test
  void doNotBeginAfterTheyHaveEnded() throws Exception {
    events.throttle(LIVE, SHORT);
    caller.invoke(testRequest);
    Eventually.until("the event", () -> !events.waiting(LIVE).isEmpty());
    String event = new String(events.waiting(LIVE).getFirst(), StandardCharsets.UTF_8);
    isTold("EventAgeExceeded");
    events.release(LIVE);
    send(event);
    Eventually.until("the event's end", () -> events.waiting(LIVE).isEmpty());
    assertThat(product.bedrockRequests(testRequest)).isEmpty();
    assertThat(customerTotals.records()).hasSize(1);
    assertThat(caller.messages(testRequest)).hasSize(2);
  }

  @Test
  void areWrittenDownWhenTheirClientHasGone() throws Exception {
    events.throttle(LIVE, Duration.ofSeconds(5));
    caller.invoke(testRequest);
    Eventually.until("the event", () -> !events.waiting(LIVE).isEmpty());
    caller.closeAndWait();
    Eventually.until("the record", () -> !customerTotals.records().isEmpty());
    String requestId =
        Objects.requireNonNull(customerTotals.records().getFirst().get("request_id")).s();
    JsonNode entry = product.ledger().entry(requestId);
    assertThat(entry.path("outcome").asText()).isEqualTo("client_gone");
    costNothing(entry);
  }

  @Test
  void areEndedByTheSweepWhenNobodyTellsOfThem() throws Exception {
    lost();
    customerTotals.expireOpenRequests();
    product.stack().schedules().names().forEach(product.stack().schedules()::fire);
    isTold("NeverStarted");
  }

  /// Sends a question and drops the event of the hand-over, as if it were still in transit.
  private String lost() throws InterruptedException {
    events.throttle(LIVE, Duration.ofMinutes(1));
    caller.invoke(testRequest);
    Eventually.until("the event", () -> !events.waiting(LIVE).isEmpty());
    String event = new String(events.waiting(LIVE).getFirst(), StandardCharsets.UTF_8);
    events.lose(LIVE);
    events.release(LIVE);
    return event;
  }

  private void send(String event) {
    String live =
        product.stack().deployment().resources("AWS::Lambda::Alias").stream()
            .map(Resource::ref)
            .filter(arn -> arn.endsWith(":" + LIVE))
            .findFirst()
            .orElseThrow();
    events.send(live, event.getBytes(StandardCharsets.UTF_8));
  }

  private void isTold(String cause) throws InterruptedException {
    JsonNode error = caller.awaitLast(testRequest);
    assertThat(error.path("type").asText()).isEqualTo("error");
    assertThat(error.path("seq").asInt()).isEqualTo(1);
    assertThat(error.path("code").asText()).isEqualTo("unavailable");
    JsonNode entry = product.ledger().entry(error.path("requestId").asText());
    assertThat(entry.path("outcome").asText()).isEqualTo("not_started");
    assertThat(entry.path("error_cause").asText()).isEqualTo(cause);
    costNothing(entry);
    assertThat(product.bedrockRequests(testRequest)).isEmpty();
  }

  private void costNothing(JsonNode entry) throws InterruptedException {
    assertThat(entry.path("usage_source").asText()).isEqualTo("none");
    assertThat(entry.has("token_count")).isFalse();
    assertThat(entry.has("cost_nano_usd")).isFalse();
    Eventually.until("the settlement", () -> customerTotals.open() == 0);
    assertThat(customerTotals.sumCounters("running")).isZero();
    // The counter of a past minute is not settled, because it limits nothing any more.
    long minute = Instant.now().getEpochSecond() / 60;
    assertThat(customerTotals.sumCounters("m" + minute + "t")).isZero();
    assertThat(customerTotals.sumCounters("M[0-9]+t")).isZero();
    assertThat(customerTotals.sumCounters("M[0-9]+c")).isZero();
    assertThat(customerTotals.sumCounters("M[0-9]+r")).isEqualTo(1);
  }
}
