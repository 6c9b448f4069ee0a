package dev.streambed.bench.experiment;

import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The memory of a new process after many consecutive answers.
final class Memory implements Experiment {

  private static final double MOST_MEBIBYTES = 180;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    benchStack.stopProcesses();
    for (int answer = 0; answer < sampleSizes.answers(); answer++) {
      benchStack.gateway().ask(AnswerSpec.fast(sampleSizes.shortAnswer()));
    }
    ProcessMemory memory = ProcessMemory.of(benchStack.processes().single().pid());
    Figure resident =
        Figure.of(
            "resident memory after %,d answers of %,d chunks"
                .formatted(sampleSizes.answers(), sampleSizes.shortAnswer()),
            memory.resident(),
            Unit.MEBIBYTES);
    return new ExperimentResult(
        name(),
        List.of(
            resident.within(MOST_MEBIBYTES),
            Figure.of("… at its peak", memory.peak(), Unit.MEBIBYTES)),
        Map.of("resident MB", SampleSummary.of(List.of(memory.resident()))),
        0);
  }
}
