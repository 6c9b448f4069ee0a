package dev.streambed.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streambed.gateway.domain.Cost;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.Dialect;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.FailedAttempt;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelTarget;
import dev.streambed.gateway.domain.Operation;
import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.StreamTiming;
import dev.streambed.gateway.domain.Transport;
import dev.streambed.gateway.domain.Usage;
import dev.streambed.gateway.fixture.TestClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant AT = Instant.parse("2026-11-21T09:15:02.100Z");
  private static final Cost PRICED = new Cost.Priced(1_234_567, "v");
  private static final Usage COUNTED = new Usage.Counted(1, 20, 300, 4000);

  /// The CloudWatch units that are used.
  private static final Set<String> UNITS = Set.of("Count", "Milliseconds", "Count/Second", "None");

  private final List<String> lines = new ArrayList<>();
  private final Metrics metrics = new Metrics("Streambed/eu", lines::add, new TestClock(AT));

  @Test
  void tellsOfAnAnswerInOneLine() throws IOException {
    count(
        entry(
            new Outcome.Complete(COUNTED, "end_turn"),
            new StreamTiming(11, Duration.ofMillis(234))),
        PRICED);
    assertThat(lines)
        .containsExactly(
            "{\"_aws\":{\"Timestamp\":1795252502100,\"CloudWatchMetrics\":[{"
                + "\"Namespace\":\"Streambed/eu\",\"Dimensions\":[[]],\"Metrics\":["
                + "{\"Name\":\"Requests\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"DurationMs\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"InputTokens\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"OutputTokens\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"CacheReadTokens\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"CacheWriteTokens\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"CostUsd\",\"Unit\":\"None\"},"
                + "{\"Name\":\"FirstPieceMs\",\"Unit\":\"Milliseconds\"},"
                + "{\"Name\":\"PiecesPerSecond\",\"Unit\":\"Count/Second\"}]}]},"
                + "\"Requests\":1,\"DurationMs\":1234,"
                + "\"InputTokens\":1,\"OutputTokens\":20,"
                + "\"CacheReadTokens\":300,\"CacheWriteTokens\":4000,"
                + "\"CostUsd\":0.001234567,\"FirstPieceMs\":234,\"PiecesPerSecond\":10.0}");
    check(lines.getFirst());
  }

  @Test
  void countsAnErrorInAllAndByItsCode() throws IOException {
    count(failed(new Usage.Unknown()), new Cost.Unknown());
    JsonNode line = check(lines.getFirst());
    JsonNode errors = line.at("/_aws/CloudWatchMetrics/1");
    assertThat(errors.get("Dimensions").toString()).isEqualTo("[[],[\"ErrorCode\"]]");
    assertThat(errors.get("Metrics").toString())
        .isEqualTo("[{\"Name\":\"Errors\",\"Unit\":\"Count\"}]");
    assertThat(line.get("ErrorCode").asText()).isEqualTo("model_throttled");
    assertThat(line.get("Errors").asInt()).isEqualTo(1);
    assertThat(names(line)).containsExactly("DurationMs", "Errors", "Requests");
  }

  @Test
  void countsWhatIsUnpricedAndWhatIsAGuess() throws IOException {
    count(failed(new Usage.Estimated(5, 6, "drain_over")), new Cost.Unpriced());
    JsonNode line = check(lines.getFirst());
    assertThat(names(line))
        .containsExactly(
            "CacheReadTokens",
            "CacheWriteTokens",
            "DurationMs",
            "Errors",
            "Estimated",
            "InputTokens",
            "OutputTokens",
            "Requests",
            "Unpriced");
    assertThat(line.get("Unpriced").asInt()).isEqualTo(1);
  }

  @Test
  void countsWhatHasAPriceOfAnAnswerThatIsUnpriced() throws IOException {
    List<FailedAttempt> failed =
        List.of(
            failedAttempt("unpriced", new Usage.Estimated(5, 6, "silent")),
            failedAttempt("priced", new Usage.Estimated(5, 6, "silent")));
    UsageEntry entry =
        entry(new Outcome.Complete(COUNTED, ""), StreamTiming.NONE)
            .after(failed, Collections.nCopies(3, UsageEntry.Reserved.NOTHING));
    metrics.countAnswer(
        entry,
        AttemptTotals.of(
            entry,
            (target, _) ->
                target.model().value().equals("unpriced") ? new Cost.Unpriced() : PRICED));
    JsonNode line = check(lines.getFirst());
    assertThat(line.path("CostUsd").decimalValue()).isEqualByComparingTo("0.002469134");
    assertThat(line.path("Unpriced").asInt()).isEqualTo(1);
  }

  @Test
  void countsTheCachesOfAGuess() throws IOException {
    Usage guess = new Usage.Estimated(new Usage.Counted(5, 6, 7, 8), "drain_over");
    count(failed(guess), PRICED);
    JsonNode line = check(lines.getFirst());
    assertThat(line.get("CacheReadTokens").asInt()).isEqualTo(7);
    assertThat(line.get("CacheWriteTokens").asInt()).isEqualTo(8);
  }

  @Test
  void makesNoRateOfASinglePiece() throws IOException {
    count(
        entry(new Outcome.Complete(COUNTED, ""), new StreamTiming(1, Duration.ofMillis(234))),
        PRICED);
    count(
        entry(new Outcome.Complete(COUNTED, ""), new StreamTiming(5, Duration.ofMillis(1234))),
        PRICED);
    for (String line : lines) {
      assertThat(names(check(line))).contains("FirstPieceMs").doesNotContain("PiecesPerSecond");
    }
  }

  @Test
  void countsARefusalByItsCodeAndItsLimit() throws IOException {
    metrics.countRefusal(ErrorCode.RATE_LIMITED, "requestsPerDay");
    metrics.countRefusal(ErrorCode.UNAUTHENTICATED, "");
    assertThat(lines.getFirst())
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1795252502100,\"CloudWatchMetrics\":[{"
                + "\"Namespace\":\"Streambed/eu\","
                + "\"Dimensions\":[[],[\"ErrorCode\"],[\"Limit\"]],\"Metrics\":["
                + "{\"Name\":\"Refusals\",\"Unit\":\"Count\"}]}]},\"Refusals\":1,"
                + "\"ErrorCode\":\"rate_limited\",\"Limit\":\"requestsPerDay\"}");
    assertThat(lines.getLast())
        .contains("\"Dimensions\":[[],[\"ErrorCode\"]]", "\"ErrorCode\":\"unauthenticated\"")
        .doesNotContain("Limit");
    check(lines.getFirst());
    check(lines.getLast());
  }

  @Test
  void tellsANumberOfItsOwn() throws IOException {
    metrics.count(Metric.LOST_RECORDS, 1);
    assertThat(check(lines.getFirst()).get("LostRecords").asInt()).isEqualTo(1);
  }

  /// Except for two, which are tested with their writers: the ledger's and that of settlements.
  @Test
  void tellsEveryMetricThatThereIs() throws IOException {
    count(
        entry(new Outcome.Complete(COUNTED, ""), new StreamTiming(11, Duration.ofMillis(234))),
        PRICED);
    count(failed(new Usage.Estimated(5, 6, "drain_over")), new Cost.Unpriced());
    count(entry(new Outcome.Killed(COUNTED), StreamTiming.NONE), PRICED);
    metrics.countRefusal(ErrorCode.RATE_LIMITED, "requestsPerDay");
    Set<String> told = new TreeSet<>(Set.of("LostRecords", "UnsettledReservations"));
    for (String line : lines) {
      told.addAll(names(check(line)));
    }
    assertThat(Arrays.stream(Metric.values()).map(Metric::metricName))
        .containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void isSilentWhenItIsOff() {
    Metrics.off().countRefusal(ErrorCode.NOT_FOUND, "");
    assertThat(lines).isEmpty();
  }

  /// What AWS's specification demands of every line.
  private static JsonNode check(String line) throws IOException {
    JsonNode json = JSON.readTree(line);
    assertThat(json.at("/_aws/Timestamp").isIntegralNumber()).isTrue();
    assertThat(json.at("/_aws/CloudWatchMetrics")).isNotEmpty();
    for (JsonNode directive : json.at("/_aws/CloudWatchMetrics")) {
      assertThat(directive.get("Namespace").asText()).isEqualTo("Streambed/eu");
      for (JsonNode set : directive.get("Dimensions")) {
        set.forEach(name -> assertThat(json.get(name.asText()).isTextual()).isTrue());
      }
      for (JsonNode metric : directive.get("Metrics")) {
        assertThat(json.get(metric.get("Name").asText()).isNumber()).isTrue();
        assertThat(metric.get("Unit").asText()).isIn(UNITS);
      }
    }
    return json;
  }

  private static Set<String> names(JsonNode line) {
    Set<String> names = new TreeSet<>();
    line.at("/_aws/CloudWatchMetrics")
        .forEach(directive ->
            directive.get("Metrics").forEach(metric -> names.add(metric.get("Name").asText())));
    return names;
  }

  private static FailedAttempt failedAttempt(String model, Usage usage) {
    return new FailedAttempt(
        ModelTarget.here(new ModelId(model)), usage, Problem.of(ErrorCode.MODEL_THROTTLED), "");
  }

  private static UsageEntry failed(Usage usage) {
    return entry(
        new Outcome.Failed(usage, Problem.of(ErrorCode.MODEL_THROTTLED)), StreamTiming.NONE);
  }

  private static UsageEntry entry(Outcome outcome, StreamTiming streamTiming) {
    AdmittedRequest admittedRequest =
        new AdmittedRequest(
            new CustomerId("c"),
            new RequestId("r"),
            new ModelId("m"),
            Operation.INVOKE_MODEL_STREAM,
            Dialect.SEED,
            Transport.FUNCTION_URL);
    return new UsageEntry(admittedRequest, AT, Duration.ofMillis(1234), outcome, streamTiming);
  }

  private void count(UsageEntry entry, Cost cost) {
    metrics.countAnswer(entry, AttemptTotals.of(entry, (_, _) -> cost));
  }
}
