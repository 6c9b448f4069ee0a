package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Ask;
import dev.streambed.e2e.caller.Caller;
import dev.streambed.e2e.caller.SocketCaller;
import dev.streambed.e2e.product.Account;
import dev.streambed.e2e.product.Patience;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.Products;
import dev.streambed.local.invoke.AsyncEvents;
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

/// Answers on a connection that find no function to write them: their clients are told, they cost
/// nothing, and their place is free.
@ExtendWith(Products.class)
@SuppressWarnings("NullAway.Init") // set before each test
class NotStartedTest {

  private static final String LIVE = "live";
  private static final String FAILURES = "failures";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Ask ask = Ask.streamed("pieces=3 rate=max");
  private Product product;
  private AsyncEvents events;
  private Account account;
  private SocketCaller caller;

  @BeforeEach
  void connect(Product running) {
    product = running;
    events = running.stack().asyncEvents();
    String id = UUID.randomUUID().toString();
    Caller customer =
        running.newCaller(
            "{\"customerId\": \"" + id + "\", \"limits\": {\"concurrentAnswers\": 1}}");
    account = Account.of(running, id);
    URI uri = running.stack().webSocketUrl().orElseThrow();
    caller = SocketCaller.connect(uri, customer.token());
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
    caller.invoke(ask);
    isTold("EventAgeExceeded");
    events.release(LIVE);
    Ask next = Ask.streamed("pieces=3 rate=max");
    caller.invoke(next);
    assertThat(caller.last(next).path("type").asText()).as("the place is free").isEqualTo("done");
  }

  @Test
  void endLaterWhenNoFunctionIsFreeToSaySoEither() throws Exception {
    events.throttle(FAILURES, Duration.ofMinutes(5));
    events.throttle(LIVE, SHORT);
    caller.invoke(ask);
    Patience.until("the notice", () -> !events.waiting(FAILURES).isEmpty());
    assertThat(account.open()).isEqualTo(1);
    events.release(FAILURES);
    isTold("EventAgeExceeded");
  }

  @Test
  void endWhenAnotherVersionOfTheFunctionHasHandedThemOn() throws Exception {
    String event = lost();
    events.release(LIVE);
    send(event.replace("\"version\":1", "\"version\":2"));
    isTold("RetriesExhausted");
    assertThat(product.log().all())
        .anyMatch(line -> line.contains("gateway_error") && line.contains("UnknownHandover"));
  }

  @Test
  void doNotBeginAfterTheyHaveEnded() throws Exception {
    events.throttle(LIVE, SHORT);
    caller.invoke(ask);
    Patience.until("the event", () -> !events.waiting(LIVE).isEmpty());
    String event = new String(events.waiting(LIVE).getFirst(), StandardCharsets.UTF_8);
    isTold("EventAgeExceeded");
    events.release(LIVE);
    send(event);
    Patience.until("the event's end", () -> events.waiting(LIVE).isEmpty());
    assertThat(product.asked(ask)).isEmpty();
    assertThat(account.records()).hasSize(1);
    assertThat(caller.messages(ask)).hasSize(2);
  }

  @Test
  void areWrittenDownWhenTheirClientHasGone() throws Exception {
    events.throttle(LIVE, Duration.ofMillis(1500));
    caller.invoke(ask);
    Patience.until("the event", () -> !events.waiting(LIVE).isEmpty());
    caller.leave();
    Patience.until("the record", () -> !account.records().isEmpty());
    String requestId = Objects.requireNonNull(account.records().getFirst().get("request_id")).s();
    JsonNode entry = product.books().entry(requestId);
    assertThat(entry.path("outcome").asText()).isEqualTo("client_gone");
    costNothing(entry);
  }

  @Test
  void areEndedByTheSweepWhenNobodyTellsOfThem() throws Exception {
    lost();
    account.letTimePass();
    product.stack().schedules().names().forEach(product.stack().schedules()::fire);
    isTold("NeverStarted");
  }

  /// Asks, and loses the event that is handed on, as if it were still on its way.
  private String lost() throws InterruptedException {
    events.throttle(LIVE, Duration.ofMinutes(1));
    caller.invoke(ask);
    Patience.until("the event", () -> !events.waiting(LIVE).isEmpty());
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
    JsonNode error = caller.last(ask);
    assertThat(error.path("type").asText()).isEqualTo("error");
    assertThat(error.path("seq").asInt()).isEqualTo(1);
    assertThat(error.path("code").asText()).isEqualTo("unavailable");
    JsonNode entry = product.books().entry(error.path("requestId").asText());
    assertThat(entry.path("outcome").asText()).isEqualTo("not_started");
    assertThat(entry.path("error_cause").asText()).isEqualTo(cause);
    costNothing(entry);
    assertThat(product.asked(ask)).isEmpty();
  }

  private void costNothing(JsonNode entry) throws InterruptedException {
    assertThat(entry.path("usage_source").asText()).isEqualTo("none");
    assertThat(entry.has("token_count")).isFalse();
    assertThat(entry.has("cost_nano_usd")).isFalse();
    Patience.until("the settlement", () -> account.open() == 0);
    assertThat(account.counted("running")).isZero();
    // The counter of a minute that is over is not settled: it limits nothing any more.
    long minute = Instant.now().getEpochSecond() / 60;
    assertThat(account.counted("m" + minute + "t")).isZero();
    assertThat(account.counted("M[0-9]+t")).isZero();
    assertThat(account.counted("M[0-9]+c")).isZero();
    assertThat(account.counted("M[0-9]+r")).isEqualTo(1);
  }
}
