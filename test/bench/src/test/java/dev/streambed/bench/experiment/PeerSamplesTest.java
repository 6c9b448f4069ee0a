package dev.streambed.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bench.experiment.PeerSamples.PeerRow;
import dev.streambed.bench.experiment.PeerSamples.Reading;
import dev.streambed.bench.figure.RatioTable;
import dev.streambed.bench.figure.Unit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PeerSamplesTest {

  private final PeerSamples samples = new PeerSamples();

  @Test
  void readsTheMedianOfTheRounds() {
    PeerRow start = PeerRow.median("start", Unit.MILLISECONDS);
    samples.addAll(start, "ours", List.of(9.0, 5.0, 7.0));
    samples.add(start, "theirs", 3);

    assertThat(samples.rows())
        .containsExactly(
            new RatioTable.Row(
                "start", Unit.MILLISECONDS, true, Map.of("ours", 7.0, "theirs", 3.0)));
  }

  @Test
  void readsTheHighestButOneInAHundred() {
    PeerRow lag = new PeerRow("lag", Unit.MILLISECONDS, Reading.P99);
    samples.addAll(lag, "ours", IntStream.rangeClosed(1, 200).mapToObj(Double::valueOf).toList());

    assertThat(samples.rows().getFirst().values()).containsExactly(Map.entry("ours", 198.0));
  }

  @Test
  void subtractsWhatBedrockTakesWithoutAFunction() {
    PeerRow added = new PeerRow("added", Unit.MILLISECONDS, Reading.ADDED);
    samples.add(added, "ours", 8);
    samples.add(added, "theirs", 5);
    samples.add(added, PeerSamples.STRAIGHT, 2);

    assertThat(samples.rows().getFirst().values()).isEqualTo(Map.of("ours", 6.0, "theirs", 3.0));
    assertThat(samples.summaries())
        .containsKeys("added, ms: ours", "added, ms: theirs", "added, ms: straight from Bedrock");
  }

  @Test
  void showsCountsAsTheyAre() {
    samples.add(new PeerRow("requests", Unit.REQUESTS, Reading.COUNT), "ours", 3);

    assertThat(samples.rows().getFirst().isRatio()).isFalse();
  }
}
