package dev.streambed.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SampleSummaryTest {

  @Test
  void takesPercentilesThatOccurredWhateverTheOrder() {
    List<Double> samples = DoubleStream.iterate(1, value -> value + 1).limit(200).boxed().toList();

    SampleSummary sampleSummary = SampleSummary.of(samples.reversed());

    assertThat(sampleSummary).isEqualTo(new SampleSummary(200, 1, 100, 180, 198, 200));
  }

  @Test
  void isTheOneSampleWhenThereIsOne() {
    assertThat(SampleSummary.of(List.of(7.5)))
        .isEqualTo(new SampleSummary(1, 7.5, 7.5, 7.5, 7.5, 7.5));
  }

  @Test
  void takesTheLowerOfTwoMiddlesForTheMedian() {
    assertThat(SampleSummary.of(List.of(4.0, 1.0, 3.0, 2.0)).p50()).isEqualTo(2.0);
  }

  @Test
  void countsOneOutlierInAHundredAsTheGreatestButNotInThePercentile() {
    List<Double> samples =
        IntStream.range(0, 100).mapToObj(index -> index == 50 ? 900.0 : 1.0).toList();

    assertThat(SampleSummary.of(samples).p99()).isEqualTo(1.0);
    assertThat(SampleSummary.of(samples).max()).isEqualTo(900.0);
  }

  @Test
  void refusesNoSamples() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleSummary.of(Collections.emptyList()));
  }
}
