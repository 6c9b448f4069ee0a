package dev.streambed.bench.experiment;

import static dev.streambed.bench.experiment.PeerSamples.PeerRow.median;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.ModelClient;
import dev.streambed.bench.experiment.PeerSamples.PeerRow;
import dev.streambed.bench.experiment.PeerSamples.Reading;
import dev.streambed.bench.figure.Unit;
import dev.streambed.bench.peer.ProcessClock;
import dev.streambed.local.lambda.EnvironmentTimeline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// New processes, started at once, with one answer each: they share the machine's processors.
final class PeerFreshProcesses implements PeerRun.Part {

  private static final int MOST = 10;
  private static final int READING_SPEED = 50;

  @Override
  public void measure(PeerRun run) throws IOException, InterruptedException {
    int count = Math.min(MOST, run.sampleSizes().simultaneousStarts());
    Rows rows = Rows.of("%d fresh processes, %d/s each".formatted(count, READING_SPEED));
    for (int round = 0; round < Math.ceilDiv(run.sampleSizes().rounds(), 2); round++) {
      run.inTurns(
          run.stack().answering(),
          function -> rows.add(run, function, count, answers(run, function, count)));
    }
  }

  private static List<Answer> answers(PeerRun run, PeerFunction function, int count)
      throws IOException, InterruptedException {
    int seconds = run.sampleSizes().seconds() * 2;
    AnswerSpec answerSpec = AnswerSpec.paced(READING_SPEED * seconds, READING_SPEED);
    PeerStack stack = run.stack();
    stack.processes().stopAll();
    stack.stack().lambda().startMore(count);
    try {
      run.garbageCollections().collectGarbage();
      List<Optional<Answer>> answers =
          new ParallelCallers(count).run(_ -> List.of(answer(function, answerSpec)));
      run.garbageCollections().count();
      stack.processes().awaitIdle();
      return answers.stream().flatMap(Optional::stream).toList();
    } finally {
      stack.stack().lambda().startFewer(count);
    }
  }

  // A failure is counted.
  private static Optional<Answer> answer(PeerFunction function, AnswerSpec answerSpec) {
    try (ModelClient connection = function.connect()) {
      return Optional.of(connection.ask(answerSpec));
    } catch (IOException notWhole) {
      return Optional.empty();
    }
  }

  /// The rows of the table.
  private record Rows(PeerRow lag, PeerRow processor, PeerRow first, PeerRow lost) {

    static Rows of(String label) {
      return new Rows(
          new PeerRow(label + ": latency of a chunk, p99", Unit.MILLISECONDS, Reading.P99),
          median("… processor time a chunk, start included", Unit.MICROSECONDS),
          median("… request to first chunk", Unit.MILLISECONDS),
          new PeerRow("… answers that did not come", Unit.ANSWERS, Reading.COUNT));
    }

    void add(PeerRun run, PeerFunction function, int count, List<Answer> answers)
        throws IOException {
      long chunks = 0;
      for (Answer answer : answers) {
        run.addLatencies(lag, function.candidate(), answer);
        chunks += answer.chunks().size();
      }
      if (chunks > 0) {
        run.addMicros(processor, function, (double) processorNanos(function) / chunks);
      }
      answers.forEach(answer -> run.addMillis(first, function, answer.timeToFirstChunk()));
      run.add(lost, function, count - answers.size());
    }

    private static long processorNanos(PeerFunction function) throws IOException {
      long nanos = 0;
      for (EnvironmentTimeline process : function.allProcesses()) {
        nanos += ProcessClock.of(process.pid()).toNanos();
      }
      return nanos;
    }
  }
}
