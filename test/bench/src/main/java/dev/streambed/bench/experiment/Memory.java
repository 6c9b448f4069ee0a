package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The memory of a fresh process after many answers, one after the other.
final class Memory implements Experiment {

  private static final double MOST_MEBIBYTES = 180;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    stage.retire();
    for (int answer = 0; answer < scale.answers(); answer++) {
      stage.gateway().ask(Wish.fast(scale.shortAnswer()));
    }
    ProcessMemory memory = ProcessMemory.of(stage.processes().only().pid());
    Figure resident =
        Figure.of(
            "resident memory after %,d answers of %,d pieces"
                .formatted(scale.answers(), scale.shortAnswer()),
            memory.resident(),
            Unit.MEBIBYTES);
    return new Finding(
        name(),
        List.of(
            resident.within(MOST_MEBIBYTES),
            Figure.of("… at its peak", memory.peak(), Unit.MEBIBYTES)),
        Map.of("resident MB", Summary.of(List.of(memory.resident()))),
        0);
  }
}
