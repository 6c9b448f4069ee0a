package dev.streambed.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static final ExperimentResult FINDING =
      new ExperimentResult(
          "first-piece",
          List.of(
              Figure.of("added", 12, Unit.MILLISECONDS).within(10),
              Figure.of("straight", 2, Unit.MILLISECONDS)),
          Map.of("gateway ms", SampleSummary.of(List.of(14.0, 15.0))),
          3);

  @Test
  void writesFactsFiguresAndSamples() throws IOException {
    JsonNode json = new ObjectMapper().readTree(report().json());

    assertThat(json.at("/format").asInt()).isEqualTo(1);
    assertThat(json.at("/facts/processors").asInt()).isEqualTo(2);
    assertThat(json.at("/experiments/0/name").asText()).isEqualTo("first-piece");
    assertThat(json.at("/experiments/0/pauses").asInt()).isEqualTo(3);
    assertThat(json.at("/experiments/0/samples/gateway ms").toString())
        .isEqualTo(
            """
            {"count":2,"min":14.0,"p50":14.0,"p90":15.0,"p99":15.0,"max":15.0}\
            """);
  }

  @Test
  void writesATargetOnlyWhereThereIsOne() throws IOException {
    JsonNode figures = new ObjectMapper().readTree(report().json()).at("/experiments/0/figures");

    assertThat(figures.get(0).toString())
        .isEqualTo(
            """
            {"label":"added","value":12.0,"unit":"ms","target":10.0,"met":false}\
            """);
    assertThat(figures.get(1).toString())
        .isEqualTo(
            """
            {"label":"straight","value":2.0,"unit":"ms"}\
            """);
  }

  @Test
  void writesTheNumbersOfAComparisonAndNotItsRatios() throws IOException {
    RatioTable.Row row =
        new RatioTable.Row("start", Unit.MILLISECONDS, true, Map.of("Node", 150.0));
    RatioTable ratios = new RatioTable(List.of("ours", "Node"), List.of(row), Map.of("Rust", "no"));
    ExperimentResult compared = ExperimentResult.compared("peers", ratios, Map.of(), 0);

    JsonNode json = new ObjectMapper().readTree(new Report(Map.of(), List.of(compared)).json());

    assertThat(json.at("/experiments/0/comparison").toString())
        .isEqualTo(
            """
            {"candidates":["ours","Node"],"rows":[{"label":"start","unit":"ms","isRatio":true,\
            "values":{"Node":150.0}}],"absent":{"Rust":"no"}}\
            """);
  }

  @Test
  void namesWhatFailedAndIsNotSoundThen() throws IOException {
    Report failed =
        new Report(Map.of(), List.of(FINDING, ExperimentResult.failed("warmth", "it snowed")));

    assertThat(failed.isSound()).isFalse();
    assertThat(new ObjectMapper().readTree(failed.json()).at("/experiments/1/failure").asText())
        .isEqualTo("it snowed");
  }

  @Test
  void isSoundWhenTargetsAreMissedOrSomethingIsAbsent() {
    assertThat(
            new Report(Map.of(), List.of(FINDING, ExperimentResult.absent("warmth", "no sun")))
                .isSound())
        .isTrue();
  }

  private static Report report() {
    return new Report(Map.of("processors", 2), List.of(FINDING));
  }
}
