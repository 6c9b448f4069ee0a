package dev.streambed.bench.experiment;

import static dev.streambed.bench.experiment.PeerSamples.PeerRow.median;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.experiment.PeerSamples.PeerRow;
import dev.streambed.bench.figure.Unit;
import dev.streambed.bench.peer.ProcessClock;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.util.List;

/// From the start of a process to the first chunk at the caller, with the whole machine and with
/// half a virtual processor.
final class PeerColdStarts implements PeerRun.Part {

  @Override
  public void measure(PeerRun run) throws IOException, InterruptedException {
    starts(run, run.stack().functions(), "");
    starts(run, run.stack().throttledFunctions(), ", half a processor");
  }

  // The first round is dropped.
  private static void starts(PeerRun run, List<PeerFunction> functions, String how)
      throws IOException, InterruptedException {
    run.inTurns(functions, function -> start(run, function));
    PeerRow whole = median("cold start to first chunk" + how, Unit.MILLISECONDS);
    PeerRow processor = median("… its processor time" + how, Unit.MILLISECONDS);
    for (int round = 0; round < run.sampleSizes().coldStarts(); round++) {
      run.inTurns(
          functions,
          function -> {
            Answer answer = start(run, function);
            EnvironmentTimeline process = function.process();
            long arrived = answer.chunks().getFirst().arrivedAt();
            run.addMillis(whole, function, arrived - process.spawned());
            run.addMillis(processor, function, ProcessClock.of(process.pid()).toNanos());
          });
    }
  }

  private static Answer start(PeerRun run, PeerFunction function)
      throws IOException, InterruptedException {
    run.stack().processes().stopAll();
    run.garbageCollections().collectGarbage();
    Answer answer = function.ask(AnswerSpec.fast(1));
    run.garbageCollections().count();
    return answer;
  }
}
