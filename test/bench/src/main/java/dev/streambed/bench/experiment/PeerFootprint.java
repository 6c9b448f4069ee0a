package dev.streambed.bench.experiment;

import static dev.streambed.bench.experiment.PeerSamples.PeerRow.median;

import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.experiment.PeerSamples.PeerRow;
import dev.streambed.bench.experiment.PeerSamples.Reading;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.Collection;

/// The memory of a process after many answers, and the requests to DynamoDB of one answer.
final class PeerFootprint implements PeerRun.Part {

  private static final int LONGEST_SECONDS = 10;
  private static final int CHUNKS_PER_SECOND = 20;

  @Override
  public void measure(PeerRun run) throws IOException, InterruptedException {
    run.inTurns(run.stack().answering(), function -> memory(run, function));
    run.inTurns(run.stack().answering(), function -> requests(run, function));
  }

  private static void memory(PeerRun run, PeerFunction function)
      throws IOException, InterruptedException {
    SampleSizes sizes = run.sampleSizes();
    run.stack().processes().stopAll();
    for (int answer = 0; answer < sizes.answers(); answer++) {
      function.ask(AnswerSpec.fast(sizes.shortAnswer()));
    }
    String label =
        "resident memory after %,d answers of %,d chunks"
            .formatted(sizes.answers(), sizes.shortAnswer());
    double resident = ProcessMemory.of(function.process().pid()).resident();
    run.add(median(label, Unit.MEBIBYTES), function, resident);
  }

  private static void requests(PeerRun run, PeerFunction function)
      throws IOException, InterruptedException {
    run.stack().processes().stopAll();
    requests(run, function, "of one chunk, cold", AnswerSpec.fast(1));
    requests(run, function, "of one chunk, warm", AnswerSpec.fast(1));
    for (int seconds : run.sampleSizes().answerSeconds()) {
      if (seconds <= LONGEST_SECONDS) {
        AnswerSpec answerSpec = AnswerSpec.paced(seconds * CHUNKS_PER_SECOND, CHUNKS_PER_SECOND);
        requests(run, function, "of %d s, warm".formatted(seconds), answerSpec);
      }
    }
  }

  private static void requests(
      PeerRun run, PeerFunction function, String which, AnswerSpec answerSpec)
      throws IOException, InterruptedException {
    PeerRow row =
        new PeerRow("DynamoDB requests of an answer " + which, Unit.REQUESTS, Reading.COUNT);
    long before = allRequests(run.stack());
    function.ask(answerSpec);
    run.stack().processes().awaitIdle();
    run.add(row, function, (double) (allRequests(run.stack()) - before));
  }

  private static long allRequests(PeerStack stack) {
    Collection<Long> counts = stack.stack().tables().traffic().counts().values();
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
