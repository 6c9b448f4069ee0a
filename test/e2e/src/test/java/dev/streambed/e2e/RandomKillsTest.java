package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.product.CustomerTotals;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.triggers.Schedules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Processes that are killed at random moments of many answers. After the sweep, each admitted
/// answer has one record, completed answers have Bedrock's numbers, and the counters are the sum of
/// those and of the reservations of killed ones.
@ExtendWith(ProductExtension.class)
class RandomKillsTest {

  private static final long SEED = 20261121;

  @Test
  void leaveOneRecordOfEachAnswerAndCountersThatAreTheirSum(Product product) throws Exception {
    String id = UUID.randomUUID().toString();
    HttpCaller httpCaller = product.newCaller("{\"customerId\": \"" + id + "\", \"limits\": {}}");
    CustomerTotals customerTotals = CustomerTotals.of(product, id);
    KilledProcesses killedProcesses = new KilledProcesses(product, httpCaller, SEED);
    killedProcesses.killWhileAnswering();
    List<String> broken = killedProcesses.broken();
    killedProcesses.killEarly();
    killedProcesses.killWhileAnswering();
    assertThat(customerTotals.open()).as("answers whose function died").isPositive();
    customerTotals.expireOpenRequests();
    Schedules schedules = product.stack().schedules();
    schedules.names().forEach(schedules::fire);
    Eventually.until("the sweep's end", () -> customerTotals.open() == 0);
    checkRecords(customerTotals.records(), killedProcesses, broken);
    customerTotals.records().forEach(each -> checkLines(product, each));
    checkCounters(customerTotals);
  }

  /// @param brokenInAnswering ids of admitted answers that were incomplete
  private static void checkRecords(
      List<Map<String, AttributeValue>> records,
      KilledProcesses killedProcesses,
      List<String> brokenInAnswering) {
    List<String> dead = new ArrayList<>();
    List<String> living = new ArrayList<>();
    for (Map<String, AttributeValue> each : records) {
      boolean isDead = text(each, "outcome").equals("killed");
      (isDead ? dead : living).add(text(each, "request_id"));
      check(each, isDead);
    }
    assertThat(records).extracting(each -> text(each, "request_id")).doesNotHaveDuplicates();
    assertThat(records.size())
        .isBetween(
            killedProcesses.requests() - killedProcesses.broken().size(),
            killedProcesses.requests());
    assertThat(living).isNotEmpty();
    // A function may die after its record and before its caller has the end of the answer.
    List<String> recordedButBroken =
        living.stream().filter(killedProcesses.broken()::contains).toList();
    List<String> recorded = Stream.concat(dead.stream(), living.stream()).toList();
    assertThat(recorded).containsAll(brokenInAnswering);
    assertThat(dead).as("killed answers").isNotEmpty();
    assertThat(dead.size() + recordedButBroken.size())
        .as("one answer at most for each killed process")
        .isLessThanOrEqualTo(killedProcesses.killed());
    assertThat(records)
        .extracting(each -> text(each, "transport"))
        .contains("function_url", "rest_api", "web_socket");
  }

  private static void check(Map<String, AttributeValue> each, boolean isDead) {
    assertThat(text(each, "outcome")).isEqualTo(isDead ? "killed" : "complete");
    assertThat(text(each, "usage_source")).isEqualTo(isDead ? "estimate" : "bedrock");
    assertThat(text(each, "estimate_reason")).isEqualTo(isDead ? "function_killed" : "");
    assertThat(Long.parseLong(text(each, "input_tokens"))).isPositive();
    assertThat(text(each, "output_tokens")).isEqualTo(isDead ? "0" : "" + KilledProcesses.CHUNKS);
    assertThat(each.containsKey("held_tokens")).as("what was reserved is kept").isEqualTo(isDead);
  }

  // A function killed between its line and its record leaves a line that a sweep cannot know of.
  private static void checkLines(Product product, Map<String, AttributeValue> each) {
    List<JsonNode> lines = product.log().of(text(each, "request_id"));
    assertThat(lines).hasSizeBetween(1, text(each, "outcome").equals("killed") ? 2 : 1);
    for (String field :
        List.of("outcome", "input_tokens", "output_tokens", "cost_nano_usd", "held_tokens")) {
      assertThat(lines.getLast().path(field).asText()).isEqualTo(text(each, field));
    }
  }

  private static void checkCounters(CustomerTotals customerTotals) {
    int requests = customerTotals.records().size();
    assertThat(customerTotals.sumCounters("running")).isZero();
    assertThat(customerTotals.sumCounters("d[0-9]+r")).isEqualTo(requests);
    assertThat(customerTotals.sumCounters("M[0-9]+r")).isEqualTo(requests);
    assertThat(customerTotals.sumCounters("M[0-9]+t"))
        .isEqualTo(customerTotals.sumHeld("held_tokens", "token_count"));
    assertThat(customerTotals.sumCounters("M[0-9]+c"))
        .isEqualTo(customerTotals.sumHeld("held_nano_usd", "cost_nano_usd"));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.getOrDefault(name, AttributeValue.fromS(""));
    return value.n() == null ? value.s() : value.n();
  }
}
