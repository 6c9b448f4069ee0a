package dev.streambed.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.e2e.caller.FrontDoor;
import dev.streambed.e2e.caller.HttpCaller;
import dev.streambed.e2e.caller.TestRequest;
import dev.streambed.e2e.product.DuckDbReports;
import dev.streambed.e2e.product.Eventually;
import dev.streambed.e2e.product.Product;
import dev.streambed.e2e.product.ProductExtension;
import dev.streambed.local.domain.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The saved queries of the reporting stack.
@ExtendWith(ProductExtension.class)
class ReportsTest {

  private static final Set<String> USAGE =
      Set.of("bedrock_invoke", "bedrock_stream", "bedrock_error");

  @TempDir private Path folder;

  @Test
  void addsUpWhatTheFunctionReallyLogged(Product product) throws Exception {
    String customer = "report-" + UUID.randomUUID();
    HttpCaller httpCaller =
        product.newCaller("{\"customerId\": \"%s\", \"limits\": {}}".formatted(customer));
    for (FrontDoor frontDoor : FrontDoor.values()) {
      httpCaller.ask(frontDoor, TestRequest.streamed("pieces=3"));
    }
    httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("pieces=2"));
    httpCaller.ask(FrontDoor.FUNCTION_URL, TestRequest.buffered("status=ModelErrorException"));
    int requests = FrontDoor.values().length + 2;
    Eventually.until("lines of " + customer, () -> lines(product, customer).size() == requests);
    List<JsonNode> lines = lines(product, customer);
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      lines.forEach(line -> assertThat(duckDbReports.columns().keySet()).containsAll(names(line)));
      List<JsonNode> subscribed = duckDbReports.subscribed(everything(product));
      assertThat(subscribed).containsAll(lines);
      assertThat(subscribed).allMatch(line -> USAGE.contains(line.path("event_type").asText()));

      duckDbReports.deliver(duckDbReports.today(), subscribed);
      Map<String, String> total =
          duckDbReports.saved("Invoice, this month").stream()
              .filter(row -> customer.equals(row.get("customer_id")))
              .filter(row -> "all models".equals(row.get("model")))
              .findFirst()
              .orElseThrow();
      assertThat(number(total, "requests")).isEqualTo(requests);
      assertThat(number(total, "failed_requests")).isEqualTo(1);
      assertThat(number(total, "input_tokens")).isPositive().isEqualTo(sum(lines, "input_tokens"));
      assertThat(number(total, "output_tokens")).isEqualTo(sum(lines, "output_tokens"));
      assertThat(dollars(total)).isEqualByComparingTo(nanos(sum(lines, "cost_nano_usd")));
    }
  }

  @Test
  void invoicesEveryRequestOfTheMonthOnceHoweverItWasDelivered(Product product) throws Exception {
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      LocalDate first = duckDbReports.today().withDayOfMonth(1);
      Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
      JsonNode early = line("a", "m1", begin).put("cost_nano_usd", 1_000_000_001L);
      JsonNode twice = line("a", "m1", begin.plusSeconds(1)).put("cost_nano_usd", 2L);
      JsonNode other = line("a", "m2", begin.plusSeconds(2)).put("cost_nano_usd", 500_000_000L);
      JsonNode before = line("a", "m1", begin.minusMillis(1)).put("cost_nano_usd", 7_000_000_000L);
      // A file may begin on the last day of the month before, and a line may be days late.
      duckDbReports.deliver(first.minusDays(1), List.of(before, early));
      duckDbReports.deliver(first, List.of(twice));
      duckDbReports.deliver(first.plusDays(1), List.of(twice, other));
      duckDbReports.deliver(first.plusDays(6), List.of(before));

      List<Map<String, String>> invoice = duckDbReports.saved("Invoice, this month");
      assertThat(invoice)
          .extracting(row -> row.get("customer_id") + " " + row.get("model"))
          .containsExactly("a m1", "a m2", "a all models");
      assertThat(invoice)
          .extracting(row -> number(row, "requests") + " for " + dollars(row).toPlainString())
          .containsExactly("2 for 1.000000003", "1 for 0.500000000", "3 for 1.500000003");
      assertThat(duckDbReports.saved("Invoice, last month"))
          .extracting(row -> number(row, "requests") + " for " + dollars(row).toPlainString())
          .containsExactly("1 for 7.000000000", "1 for 7.000000000");
      assertThat(duckDbReports.saved("Invoice, this month", first.minusMonths(1)))
          .isEqualTo(duckDbReports.saved("Invoice, last month"));
      assertThat(duckDbReports.saved("Invoice, this month", first.minusMonths(2))).isEmpty();
    }
  }

  @Test
  void billsEachModelThatARequestWasAskedOf(Product product) throws Exception {
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      Instant now = duckDbReports.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
      ObjectNode line = line("a", "m2", now).put("cost_nano_usd", 12L);
      line.putArray("attempts")
          .add(attempt("m1", 4, 0, 5L))
          .add(Json.object().put("model_id", "m0").put("usage_source", "none"))
          .add(attempt("m2", 6, 20, 7L));
      duckDbReports.deliver(
          duckDbReports.today(), List.of(line, line("a", "m2", now.plusSeconds(1))));
      assertThat(duckDbReports.saved("Invoice, this month"))
          .extracting(row ->
              "%s: %d, %d in, %d out, %s, %d unpriced"
                  .formatted(
                      row.get("model"),
                      number(row, "requests"),
                      number(row, "input_tokens"),
                      number(row, "output_tokens"),
                      dollars(row).toPlainString(),
                      number(row, "unpriced_requests")))
          .containsExactly(
              "m0: 0, 0 in, 0 out, 0.000000000, 0 unpriced",
              "m1: 0, 4 in, 0 out, 0.000000005, 0 unpriced",
              "m2: 2, 16 in, 40 out, 0.000000007, 1 unpriced",
              "all models: 2, 20 in, 40 out, 0.000000012, 1 unpriced");
    }
  }

  private static ObjectNode attempt(String model, int input, int output, long cost) {
    return Json.object()
        .put("model_id", model)
        .put("input_tokens", input)
        .put("output_tokens", output)
        .put("cost_nano_usd", cost);
  }

  @Test
  void countsWhatTheAnswerItselfSaidAndNotTheEstimateOfASweepThatFoundNoRecord(Product product)
      throws Exception {
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      Instant now = duckDbReports.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
      ObjectNode ended = line("a", "m", now).put("outcome", "complete").put("cost_nano_usd", 7L);
      ObjectNode swept = killed(ended.deepCopy());
      ObjectNode failed =
          line("a", "m", now.plusSeconds(1))
              .put("outcome", "model_error")
              .put("event_type", "bedrock_error")
              .put("cost_nano_usd", 3L);
      ObjectNode alsoSwept = killed(failed.deepCopy());
      ObjectNode died = killed(line("a", "m", now.plusSeconds(2)));
      ObjectNode somebodyElses = killed(line("b", "m", now));
      duckDbReports.deliver(
          duckDbReports.today(), List.of(swept, ended, failed, died, somebodyElses));
      duckDbReports.deliver(duckDbReports.today().plusDays(1), List.of(alsoSwept, swept, died));

      List<Map<String, String>> days = duckDbReports.saved("Usage by customer and day, this month");
      assertThat(days)
          .extracting(row -> row.get("customer_id") + " " + number(row, "requests"))
          .containsExactly("a 3", "b 1");
      assertThat(days)
          .extracting(row -> dollars(row).toPlainString())
          .containsExactly("0.000001010", "0.000001000");
      assertThat(number(days.getFirst(), "failed_requests")).isEqualTo(1);
      assertThat(number(days.getFirst(), "estimated_requests")).isEqualTo(1);
      assertThat(number(days.getFirst(), "output_tokens")).isEqualTo(20 + 20 + 500);
    }
  }

  @Test
  void saysWhatIsUnpricedAndWhatIsEstimated(Product product) throws Exception {
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      Instant now = duckDbReports.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
      ObjectNode unpriced = line("a", "m", now).put("price_version", "unpriced");
      ObjectNode estimated =
          line("a", "m", now.plusSeconds(1))
              .put("usage_source", "estimate")
              .put("cost_nano_usd", 5L);
      ObjectNode none =
          line("a", "m", now.plusSeconds(2))
              .put("event_type", "bedrock_error")
              .put("usage_source", "none")
              .without(List.of("input_tokens", "output_tokens", "token_count"));
      duckDbReports.deliver(duckDbReports.today(), List.of(unpriced, estimated, none));

      Map<String, String> row =
          duckDbReports.saved("Usage by customer and day, this month").getFirst();
      assertThat(row.get("day")).isEqualTo(duckDbReports.today().toString());
      assertThat(number(row, "requests")).isEqualTo(3);
      assertThat(number(row, "failed_requests")).isEqualTo(1);
      assertThat(number(row, "unpriced_requests")).isEqualTo(1);
      assertThat(number(row, "estimated_requests")).isEqualTo(1);
      assertThat(number(row, "input_tokens")).isEqualTo(20);
      assertThat(dollars(row)).isEqualByComparingTo("0.000000005");
    }
  }

  @Test
  void sumsTheValuesOfEachTagAndWhatIsWithoutIt(Product product) throws Exception {
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      Instant now = duckDbReports.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
      JsonNode search = tagged(now, 1, Map.of("team", "search", "env", "prod"));
      JsonNode ads = tagged(now, 2, Map.of("team", "ads"));
      JsonNode more = tagged(now, 4, Map.of("team", "ads"));
      JsonNode untagged = line("b", "m", now.plusMillis(8)).put("cost_nano_usd", 8L);
      duckDbReports.deliver(duckDbReports.today(), List.of(search, ads, more, untagged));
      duckDbReports.deliver(duckDbReports.today().plusDays(1), List.of(search));

      assertThat(duckDbReports.saved("Usage by tag, this month"))
          .extracting(row ->
              "%s=%s: %d for %s"
                  .formatted(
                      row.get("tag"),
                      row.get("value"),
                      number(row, "requests"),
                      dollars(row).toPlainString()))
          .containsExactly(
              "env=: 3 for 0.000000014",
              "env=prod: 1 for 0.000000001",
              "team=: 1 for 0.000000008",
              "team=ads: 2 for 0.000000006",
              "team=search: 1 for 0.000000001");
    }
  }

  private static JsonNode tagged(Instant now, long nanoUsd, Map<String, String> tags) {
    ObjectNode line = line("a", "m", now.plusMillis(nanoUsd)).put("cost_nano_usd", nanoUsd);
    tags.forEach(line.putObject("tags")::put);
    return line;
  }

  @Test
  void putsTheDearestFirst(Product product) throws Exception {
    try (DuckDbReports duckDbReports = new DuckDbReports(product.assembly(), folder)) {
      Instant now = duckDbReports.today().atTime(12, 0).toInstant(ZoneOffset.UTC);
      List<JsonNode> lines =
          Stream.iterate(1, n -> n <= 25, n -> n + 1)
              .<JsonNode>map(n ->
                  line("c%02d".formatted(n), "m" + n % 2, now.plusMillis(n))
                      .put("cost_nano_usd", (long) n)
                      .put("duration_ms", 100 + n % 2)
                      .put("first_piece_ms", 10))
              .toList();
      duckDbReports.deliver(duckDbReports.today(), lines);

      List<Map<String, String>> top = duckDbReports.saved("Top customers, this month");
      assertThat(top).hasSize(20);
      assertThat(top.getFirst().get("customer_id")).isEqualTo("c25");
      assertThat(top.getLast().get("customer_id")).isEqualTo("c06");
      List<Map<String, String>> models = duckDbReports.saved("Usage by model, this month");
      assertThat(models).extracting(row -> row.get("model_id")).containsExactly("m1", "m0");
      assertThat(number(models.getFirst(), "average_duration_ms")).isEqualTo(101);
      assertThat(number(models.getFirst(), "average_first_piece_ms")).isEqualTo(10);
    }
  }

  private static ObjectNode line(String customer, String model, Instant admitted) {
    return Json.object()
        .put("event_type", "bedrock_stream")
        .put("customer_id", customer)
        .put("request_id", "r-" + admitted.toEpochMilli())
        .put("model_id", model)
        .put("input_tokens", 10)
        .put("output_tokens", 20)
        .put("token_count", 30)
        .put("timestamp", BigDecimal.valueOf(admitted.toEpochMilli(), 3))
        .put("usage_source", "bedrock");
  }

  /// The line that a sweep writes for the same request.
  private static ObjectNode killed(ObjectNode line) {
    return line.put("outcome", "killed")
        .put("event_type", "bedrock_stream")
        .put("usage_source", "estimate")
        .put("output_tokens", 500)
        .put("cost_nano_usd", 1000L);
  }

  private static List<JsonNode> lines(Product product, String customer) {
    return everything(product).stream()
        .filter(line -> line.path("customer_id").asText().equals(customer))
        .filter(line -> USAGE.contains(line.path("event_type").asText()))
        .toList();
  }

  private static List<JsonNode> everything(Product product) {
    return product.log().all().stream()
        .flatMap(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)).stream())
        .filter(JsonNode::isObject)
        .toList();
  }

  private static Set<String> names(JsonNode line) {
    return line.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static long sum(List<JsonNode> lines, String field) {
    return lines.stream().mapToLong(line -> line.path(field).asLong()).sum();
  }

  private static long number(Map<String, String> row, String column) {
    return Long.parseLong(String.valueOf(row.get(column)));
  }

  private static BigDecimal dollars(Map<String, String> row) {
    return new BigDecimal(String.valueOf(row.get("cost_usd")));
  }

  private static BigDecimal nanos(long nanos) {
    return BigDecimal.valueOf(nanos, 9);
  }
}
