package dev.streambed.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultTableTest {

  @Test
  void saysWhatWasMetAndByHowMuchTheRestWasMissed() {
    ResultTable resultTable =
        new ResultTable(
            List.of(
                found(
                    Figure.of("cold start", 912.4, Unit.MILLISECONDS).within(700),
                    Figure.of("latency", 0.213, Unit.MILLISECONDS).within(0.5)),
                found(Figure.of("throughput", 41_234, Unit.CHUNKS_PER_SECOND))));

    assertThat(resultTable)
        .hasToString(
            """
            | figure     | measured       | target    |                  |
            | ---------- | -------------- | --------- | ---------------- |
            | cold start | 912 ms         | ≤ 700 ms  | missed by 212 ms |
            | latency    | 0.21 ms        | ≤ 0.50 ms | met              |
            | throughput | 41234 chunks/s |           |                  |
            """);
  }

  @Test
  void namesWhatWasNotMeasuredAndWhy() {
    ResultTable resultTable =
        new ResultTable(
            List.of(
                ExperimentResult.absent("warmth", "there is no sun"),
                found(Figure.of("rain", 2, Unit.TIMES).within(3))));

    assertThat(resultTable)
        .hasToString(
            """
            | figure | measured                      | target   |     |
            | ------ | ----------------------------- | -------- | --- |
            | warmth | not measured: there is no sun |          |     |
            | rain   | 2.00 ×                        | ≤ 3.00 × | met |
            """);
  }

  @Test
  void showsAComparisonAfterTheFiguresAndAlone() {
    RatioTable.Row row = new RatioTable.Row("start", Unit.TIMES, true, Map.of("ours", 3.0));
    RatioTable ratios = new RatioTable(List.of("ours"), List.of(row), Map.of());
    ExperimentResult compared = ExperimentResult.compared("peers", ratios, Map.of(), 0);
    ExperimentResult rain = found(Figure.of("rain", 2, Unit.TIMES));

    assertThat(new ResultTable(List.of(compared))).hasToString(ratios.toString());
    assertThat(new ResultTable(List.of(compared, rain)))
        .hasToString(new ResultTable(List.of(rain)) + "\n" + ratios);
  }

  @Test
  void namesWhatFailedAndWhy() {
    assertThat(new ResultTable(List.of(ExperimentResult.failed("warmth", "it snowed"))))
        .hasToString(
            """
            | figure | measured          | target |  |
            | ------ | ----------------- | ------ |  |
            | warmth | failed: it snowed |        |  |
            """);
  }

  @Test
  void showsWhatWasCountedAsAWholeNumber() {
    assertThat(
            new ResultTable(
                List.of(
                    found(
                        Figure.of("lost", 0, Unit.ANSWERS).within(0),
                        Figure.of("asked", 4, Unit.REQUESTS).within(3),
                        Figure.of("of a piece", 1, Unit.MESSAGES)))))
        .hasToString(
            """
            | figure     | measured      | target       |                      |
            | ---------- | ------------- | ------------ | -------------------- |
            | lost       | 0 answers     | ≤ 0 answers  | met                  |
            | asked      | 4 requests    | ≤ 3 requests | missed by 1 requests |
            | of a piece | 1.00 messages |              |                      |
            """);
  }

  @Test
  void meetsATargetThatIsJustReached() {
    Figure just = Figure.of("growth", 1.25, Unit.TIMES).within(1.25);

    assertThat(just.isMet()).isTrue();
    assertThat(Figure.of("growth", 1.2501, Unit.TIMES).within(1.25).isMet()).isFalse();
  }

  private static ExperimentResult found(Figure... figures) {
    return new ExperimentResult("some", List.of(figures), Map.of(), 0);
  }
}
