package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.experiment.PeerFunction.MeasuredAnswer;
import dev.streambed.bench.experiment.PeerSamples.PeerRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What the parts of a comparison share: the candidates, the sizes, and the samples so far. Not
/// thread-safe.
///
/// @param stack the running candidates
/// @param sampleSizes the sizes of the run
/// @param samples receives the samples
/// @param garbageCollections keeps the bench's own out of measurements
record PeerRun(
    PeerStack stack,
    SampleSizes sampleSizes,
    PeerSamples samples,
    GarbageCollections garbageCollections) {

  private static final double NANOS_IN_A_MILLISECOND = 1e6;
  private static final double NANOS_IN_A_MICROSECOND = 1e3;

  /// One part of a comparison.
  @FunctionalInterface
  interface Part {

    /// Measures all candidates, in turns.
    void measure(PeerRun run) throws IOException, InterruptedException;
  }

  /// What is measured of one candidate in its turn.
  @FunctionalInterface
  interface Turn {

    /// Takes one turn.
    void take(PeerFunction function) throws IOException, InterruptedException;
  }

  PeerRun(PeerStack stack, SampleSizes sampleSizes) {
    this(stack, sampleSizes, new PeerSamples(), new GarbageCollections());
  }

  /// Lets each candidate take its turn, in another order each time.
  void inTurns(List<PeerFunction> functions, Turn turn) throws IOException, InterruptedException {
    List<PeerFunction> shuffled = new ArrayList<>(functions);
    Collections.shuffle(shuffled);
    for (PeerFunction function : shuffled) {
      turn.take(function);
    }
  }

  /// An answer of a running process.
  MeasuredAnswer measure(PeerFunction function, AnswerSpec answerSpec)
      throws IOException, InterruptedException {
    garbageCollections.collectGarbage();
    MeasuredAnswer measured = function.measure(answerSpec);
    garbageCollections.count();
    return measured;
  }

  /// The same answer straight from Bedrock.
  Answer askBedrock(AnswerSpec answerSpec) throws IOException {
    garbageCollections.collectGarbage();
    Answer answer = stack.bedrock().ask(answerSpec);
    garbageCollections.count();
    return answer;
  }

  void add(PeerRow row, PeerFunction function, double sample) {
    samples.add(row, function.candidate(), sample);
  }

  void addMillis(PeerRow row, PeerFunction function, long nanos) {
    add(row, function, nanos / NANOS_IN_A_MILLISECOND);
  }

  void addMicros(PeerRow row, PeerFunction function, double nanos) {
    add(row, function, nanos / NANOS_IN_A_MICROSECOND);
  }

  /// Adds the latency of each chunk.
  void addLatencies(PeerRow row, String candidate, Answer answer) {
    samples.addAll(
        row,
        candidate,
        answer.chunks().stream().map(chunk -> chunk.latency() / NANOS_IN_A_MILLISECOND).toList());
  }
}
