package dev.streambed.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bench.figure.RatioTable.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RatioTableTest {

  @Test
  void relatesEachCandidateToTheFirst() {
    RatioTable table =
        new RatioTable(
            List.of("ours", "theirs"),
            List.of(
                new Row("start", Unit.MILLISECONDS, true, Map.of("ours", 500.0, "theirs", 150.0)),
                new Row("requests", Unit.REQUESTS, false, Map.of("ours", 4.0, "theirs", 3.0))),
            Map.of());

    assertThat(table)
        .hasToString(
            """
            | ratio to the first | ours       | theirs     |
            | ------------------ | ---------- | ---------- |
            | start              | 500 ms     | 0.30       |
            | requests           | 4 requests | 3 requests |
            """);
  }

  @Test
  void showsWhatHasNoRatioAsItIs() {
    RatioTable table =
        new RatioTable(
            List.of("ours", "theirs", "empty"),
            List.of(
                new Row("added", Unit.MILLISECONDS, true, Map.of("ours", -0.01, "theirs", 0.5)),
                new Row("lost", Unit.ANSWERS, true, Map.of("ours", 0.0, "theirs", 2.0)),
                new Row("theirs only", Unit.TIMES, true, Map.of("theirs", 2.0))),
            Map.of());

    assertThat(table)
        .hasToString(
            """
            | ratio to the first | ours      | theirs    | empty |
            | ------------------ | --------- | --------- | ----- |
            | added              | -0.01 ms  | 0.50 ms   | –     |
            | lost               | 0 answers | 2 answers | –     |
            | theirs only        | –         | 2.00 ×    | –     |
            """);
  }

  @Test
  void namesWhatWasNotMeasuredAndWhy() {
    RatioTable table =
        new RatioTable(List.of("ours"), List.of(), Map.of("Rust", "there is no cargo"));

    assertThat(table.toString()).endsWith("| ---- |\n\nnot measured: Rust: there is no cargo\n");
  }
}
