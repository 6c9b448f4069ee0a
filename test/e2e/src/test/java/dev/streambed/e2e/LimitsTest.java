package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.tables.Tables;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(ProductExtension.class)
class LimitsTest {

  private static final List<FrontDoor> DOORS = List.of(FrontDoor.values());
  private static final int CALLERS = 12;
  private static final Duration ROOM = Duration.ofSeconds(60);

  /// The UTC day must not change during a test.
  @BeforeAll
  static void avoidMidnight() throws InterruptedException {
    Duration left = Duration.between(Instant.now(), tomorrow());
    if (left.compareTo(ROOM) < 0) {
      Thread.sleep(left.plusSeconds(1));
    }
  }

  @Test
  void refusesTheFourthOfThreeRequestsADay(Product product) throws Exception {
    HttpCaller httpCaller = product.newCaller("{\"limits\": {\"requestsPerDay\": 3}}");
    for (FrontDoor frontDoor : FrontDoor.values()) {
      assertThat(httpCaller.ask(frontDoor, TestRequest.streamed("pieces=1")).statusCode())
          .isEqualTo(200);
    }
    for (FrontDoor frontDoor : FrontDoor.values()) {
      TestRequest testRequest = TestRequest.streamed("pieces=1");
      checkRefusal(httpCaller.ask(frontDoor, testRequest), product);
      assertThat(product.bedrockRequests(testRequest)).isEmpty();
    }
    HttpCaller another = product.newCaller("{\"limits\": {\"requestsPerDay\": 3}}");
    assertThat(another.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void countsTheFailedAndNotTheInvalid(Product product) throws Exception {
    HttpCaller httpCaller = product.newCaller("{\"limits\": {\"requestsPerDay\": 1}}");
    TestRequest invalid = TestRequest.buffered("pieces=1").withModel("no model");
    assertThat(httpCaller.ask(FrontDoor.FUNCTION_URL, invalid).statusCode()).isEqualTo(400);
    TestRequest failing = TestRequest.buffered("status=ModelErrorException");
    assertThat(httpCaller.ask(FrontDoor.FUNCTION_URL, failing).statusCode()).isEqualTo(424);
    checkRefusal(httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1")), product);
  }

  @Test
  void allowsAThousandADayWhereNothingElseIsSaid(Product product) throws Exception {
    String id = UUID.randomUUID().toString();
    HttpCaller httpCaller = product.newCaller("{\"customerId\": \"" + id + "\"}");
    count(product, id, 999);
    assertThat(
            httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1")).statusCode())
        .isEqualTo(200);
    checkRefusal(httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1")), product);
  }

  @Test
  void limitsNobodyWhoseLimitsAreEmpty(Product product) throws Exception {
    String id = UUID.randomUUID().toString();
    HttpCaller httpCaller = product.newCaller("{\"customerId\": \"" + id + "\", \"limits\": {}}");
    count(product, id, 1_000_000);
    assertThat(
            httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void areNeverOvershotHoweverManyProcessesCount(Product product) throws Exception {
    String id = UUID.randomUUID().toString();
    HttpCaller httpCaller =
        product.newCaller("{\"customerId\": \"" + id + "\", \"limits\": {\"requestsPerDay\": 25}}");
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<HttpResponse<String>>> calls = new ArrayList<>();
      for (int call = 0; call < 60; call++) {
        FrontDoor frontDoor = DOORS.get(call % DOORS.size());
        calls.add(
            callers.submit(
                () -> httpCaller.ask(frontDoor, TestRequest.buffered("pieces=1 delay=200ms"))));
      }
      for (Future<HttpResponse<String>> call : calls) {
        answers.add(call.get());
      }
    }
    assertThat(answers.stream().collect(Collectors.groupingBy(HttpResponse::statusCode)))
        .hasEntrySatisfying(200, passed -> assertThat(passed).hasSize(25))
        .hasEntrySatisfying(429, refused -> assertThat(refused).hasSize(35));
    assertThat(counted(product, id)).isEqualTo("25");
    assertThat(product.processes()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void tellHowACallerStands(FrontDoor frontDoor, Product product) throws Exception {
    HttpCaller httpCaller =
        product.newCaller(
            "{\"limits\": {\"requestsPerMinute\": 5, \"requestsPerDay\": 9,"
                + " \"tokensPerMinute\": 50000, \"concurrentAnswers\": 2}}");
    HttpHeaders headers = httpCaller.ask(frontDoor, TestRequest.streamed("pieces=1")).headers();
    assertThat(headers.firstValue("x-ratelimit-limit-requests")).contains("5");
    assertThat(headers.firstValue("x-ratelimit-remaining-requests")).contains("4");
    assertThat(headers.firstValue("x-ratelimit-remaining-requests-day")).contains("8");
    assertThat(headers.firstValue("x-ratelimit-remaining-concurrent")).contains("1");
    assertThat(headers.firstValueAsLong("x-ratelimit-remaining-tokens").orElseThrow())
        .isBetween(40_000L, 50_000L);
    assertThat(headers.firstValue("x-ratelimit-limit-usd-month")).isEmpty();
  }

  @Test
  void refuseMoreTokensThanAMinuteHas(Product product) throws Exception {
    HttpCaller httpCaller = product.newCaller("{\"limits\": {\"tokensPerMinute\": 10}}");
    HttpResponse<String> answer =
        httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.streamed("pieces=1"));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Answers.json(answer).path("limit").asText()).isEqualTo("tokensPerMinute");
  }

  private static void checkRefusal(HttpResponse<String> answer, Product product) {
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Answers.json(answer).path("code").asText()).isEqualTo("rate_limited");
    long wait = Long.parseLong(answer.headers().firstValue("retry-after").orElseThrow());
    long left = Duration.between(Instant.now(), tomorrow()).toSeconds();
    assertThat(wait).isBetween(left, left + ROOM.toSeconds());
    product.ledger().assertNoEntry(Answers.requestId(answer));
  }

  private static void count(Product product, String customer, int requests) {
    product
        .stack()
        .tables()
        .put(
            table(product),
            Map.of(
                "customerId",
                AttributeValue.fromS(customer),
                "window",
                AttributeValue.fromS("NOW"),
                today(),
                AttributeValue.fromN(Integer.toString(requests))));
  }

  private static String counted(Product product, String customer) {
    return product.stack().tables().items(table(product)).stream()
        .filter(item -> AttributeValue.fromS(customer).equals(item.get("customerId")))
        .map(item -> item.getOrDefault(today(), AttributeValue.fromN("0")).n())
        .collect(Collectors.joining(" and "));
  }

  // The counter of the day's requests.
  private static String today() {
    return "d" + LocalDate.now(ZoneOffset.UTC).toEpochDay() + "r";
  }

  private static String table(Product product) {
    Tables tables = product.stack().tables();
    return tables.withKey("customerId", "window").orElseThrow();
  }

  private static Instant tomorrow() {
    return LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
