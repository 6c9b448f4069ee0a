package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.Answers;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.caller.WebSocketCaller;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.domain.Json;
import dev.streambed.local.messaging.TopicMessage;
import dev.streambed.local.messaging.Topics;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A customer's monthly budget and its threshold notifications. A cent buys about 41,000 chunks of
/// Amazon Nova Lite, and a request reserves a tenth of that.
@ExtendWith(ProductExtension.class)
class BudgetTest {

  private final String customer = "budget-" + UUID.randomUUID();

  @Test
  void isAnnouncedAtItsThresholdsAndThenHeld(Product product) throws Exception {
    HttpCaller httpCaller =
        product.newCaller(
            "{\"customerId\": \"" + customer + "\", \"limits\": {\"usdPerMonth\": 0.01}}");
    long spent = spend(product, httpCaller, FrontDoor.FUNCTION_URL, 20_000);
    assertThat(announced(product)).isEmpty();

    spent += spend(product, httpCaller, FrontDoor.REST_ARRAY, 2_000);
    check(await(product, 1), 50, spent);

    spent += spend(product, httpCaller, FrontDoor.FUNCTION_URL, 10_500);
    assertThat(announced(product)).hasSize(1);
    spent += spendOnSocket(product, httpCaller, 1_500);
    check(await(product, 2), 80, spent);

    spent += spend(product, httpCaller, FrontDoor.FUNCTION_URL, 6_500);
    check(await(product, 3), 100, spent);

    HttpResponse<String> refused =
        httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=1"));
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(Answers.json(refused).path("limit").asText()).isEqualTo("usdPerMonth");
    assertThat(announced(product)).hasSize(3);
    assertThat(product.log().all()).noneMatch(line -> line.contains("budget_unannounced"));
  }

  private static long spend(Product product, HttpCaller httpCaller, FrontDoor frontDoor, int chunks)
      throws Exception {
    HttpResponse<String> answer =
        httpCaller.ask(frontDoor, TestRequest.buffered("pieces=" + chunks));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return cost(product, Answers.requestId(answer), chunks);
  }

  // Another invocation than the one that admitted it settles the answer.
  private static long spendOnSocket(Product product, HttpCaller httpCaller, int chunks)
      throws Exception {
    TestRequest testRequest = TestRequest.streamed("pieces=" + chunks);
    try (WebSocketCaller socket =
        WebSocketCaller.connect(
            product.stack().webSocketUrl().orElseThrow(), httpCaller.apiKey())) {
      socket.invoke(testRequest);
      return cost(product, socket.awaitLast(testRequest).path("requestId").asText(), chunks);
    }
  }

  private static long cost(Product product, String requestId, int chunks) throws Exception {
    JsonNode entry = product.ledger().entry(requestId);
    assertThat(entry.path("output_tokens").asInt()).isEqualTo(chunks);
    // The notification follows the settlement, which follows the record.
    Eventually.until("end of " + requestId, () -> product.busyProcesses().isEmpty());
    return entry.path("cost_nano_usd").asLong();
  }

  private TopicMessage await(Product product, int messages) throws InterruptedException {
    Eventually.until("announcement " + messages, () -> announced(product).size() >= messages);
    assertThat(announced(product)).hasSize(messages);
    return announced(product).getLast();
  }

  private void check(TopicMessage topicMessage, int percent, long spent) {
    YearMonth month = YearMonth.now(ZoneOffset.UTC);
    assertThat(topicMessage.subject())
        .contains(customer.substring(0, 40))
        .contains(percent == 100 ? "has used up its budget" : percent + " % of its budget")
        .endsWith("for " + month);
    JsonNode message = json(topicMessage);
    assertThat(message.path("month").asText()).isEqualTo(month.toString());
    assertThat(message.path("threshold_percent").asInt()).isEqualTo(percent);
    assertThat(message.path("spent_nano_usd").asLong()).isEqualTo(spent);
    assertThat(message.path("budget_nano_usd").asLong()).isEqualTo(10_000_000);
    assertThat(message.path("budget_usd").decimalValue()).isEqualByComparingTo("0.01");
  }

  private List<TopicMessage> announced(Product product) {
    List<TopicMessage> mine = new ArrayList<>();
    Topics topics = product.stack().topics();
    for (String name : topics.names()) {
      for (TopicMessage each : topics.published(name).orElseThrow()) {
        if (json(each).path("customer_id").asText().equals(customer)) {
          mine.add(each);
        }
      }
    }
    return mine;
  }

  private static JsonNode json(TopicMessage topicMessage) {
    return Json.parse(topicMessage.message().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
