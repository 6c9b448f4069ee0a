package dev.streambed.bench.experiment;

import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.StoppedAnswer;
import dev.streambed.bench.figure.ExperimentResult;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.SampleSummary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;

/// The time from a stop, at a random moment of an answer, to the last chunk that the caller gets.
///
/// @param stoppableRoute the route for questions and stops
record StopTime(StoppableRoute stoppableRoute) implements Experiment {

  private static final double MOST_MILLIS = 300;
  private static final double MOST_MILLIS_P99 = 600;
  private static final int MOST_CALLERS = 4;
  // One process each for the answer, for the message that requests it, and for the stop.
  private static final int PROCESSES_OF_A_CALLER = 3;
  private static final int RATE = 50;

  @Override
  public String name() {
    return "stop-" + stoppableRoute.word();
  }

  @Override
  public Optional<String> missingRequirement(BenchStack benchStack) {
    return stoppableRoute.missingRequirement(benchStack);
  }

  @Override
  public ExperimentResult run(BenchStack benchStack, SampleSizes sampleSizes)
      throws IOException, InterruptedException {
    ParallelCallers callers = new ParallelCallers(Math.min(MOST_CALLERS, sampleSizes.stops()));
    int needed = callers.count() * PROCESSES_OF_A_CALLER;
    benchStack.startProcesses(sampleSizes.processes());
    GarbageCollections garbageCollections = new GarbageCollections();
    garbageCollections.collectGarbage();
    AnswerSpec answerSpec = AnswerSpec.paced(RATE * sampleSizes.secondsToStop(), RATE);
    List<Optional<StoppedAnswer>> stops =
        callers.run(caller ->
            new StoppingCaller(
                    () -> stoppableRoute.client(benchStack),
                    () -> benchStack.processes().awaitFree(needed),
                    answerSpec,
                    new Random(caller))
                .stopAnswers(Math.ceilDiv(sampleSizes.stops(), callers.count())));
    garbageCollections.count();
    return finding(stops, garbageCollections);
  }

  private ExperimentResult finding(
      List<Optional<StoppedAnswer>> stops, GarbageCollections garbageCollections)
      throws IOException {
    List<StoppedAnswer> stopped = stops.stream().flatMap(Optional::stream).toList();
    if (stopped.isEmpty()) {
      throw new IOException("no answer was stopped before its own end");
    }
    SampleSummary last = millis(stopped, StoppedAnswer::timeToLastChunk);
    SampleSummary end = millis(stopped, StoppedAnswer::timeToEnd);
    return new ExperimentResult(
        name(),
        List.of(
            figure("stop over %s to the last chunk, p50", last.p50()).within(MOST_MILLIS),
            figure("… over %s, p99", last.p99()).within(MOST_MILLIS_P99),
            figure("… over %s, to the answer's end, p50", end.p50()),
            Figure.of(
                    "… over %s, of %d answers, ended before they could be stopped"
                        .formatted(stoppableRoute.label(), stops.size()),
                    stops.size() - stopped.size(),
                    Unit.ANSWERS)
                .within(0)),
        Map.of("to the last piece ms", last, "to the end ms", end),
        garbageCollections.counted());
  }

  private static SampleSummary millis(
      List<StoppedAnswer> stops, ToLongFunction<StoppedAnswer> nanos) {
    return SampleSummary.inMillis(
        stops.stream().map(stop -> (double) nanos.applyAsLong(stop)).toList());
  }

  private Figure figure(String label, double value) {
    return Figure.of(label.formatted(stoppableRoute.label()), value, Unit.MILLISECONDS);
  }
}
