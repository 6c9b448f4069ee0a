package dev.streambed.bench.experiment;

import dev.streambed.bench.client.Stopped;
import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;

/// From the caller's stop, at a random moment of an answer, to the last piece that it gets.
///
/// @param way how it asks and stops
record StopTime(Way way) implements Experiment {

  private static final double MOST_MILLIS = 300;
  private static final double MOST_MILLIS_P99 = 600;
  private static final int MOST_CALLERS = 4;
  // For the answer, for the message that asks for it, and for the stop.
  private static final int PROCESSES_OF_A_CALLER = 3;
  private static final int RATE = 50;

  @Override
  public String name() {
    return "stop-" + way.word();
  }

  @Override
  public Optional<String> lacks(Stage stage) {
    return way.lacks(stage);
  }

  @Override
  public Finding run(Stage stage, Scale scale) throws IOException, InterruptedException {
    Lanes callers = new Lanes(Math.min(MOST_CALLERS, scale.stops()));
    int needed = callers.count() * PROCESSES_OF_A_CALLER;
    stage.start(scale.processes());
    Pauses pauses = new Pauses();
    pauses.settle();
    Wish wish = Wish.paced(RATE * scale.secondsToStop(), RATE);
    List<Optional<Stopped>> stops =
        callers.run(caller ->
            new Stops(
                    () -> way.door(stage),
                    () -> stage.processes().awaitFree(needed),
                    wish,
                    new Random(caller))
                .take(Math.ceilDiv(scale.stops(), callers.count())));
    pauses.count();
    return finding(stops, pauses);
  }

  private Finding finding(List<Optional<Stopped>> stops, Pauses pauses) throws IOException {
    List<Stopped> stopped = stops.stream().flatMap(Optional::stream).toList();
    if (stopped.isEmpty()) {
      throw new IOException("no answer was stopped before its own end");
    }
    Summary last = millis(stopped, Stopped::untilLastPiece);
    Summary end = millis(stopped, Stopped::untilEnd);
    return new Finding(
        name(),
        List.of(
            figure("stop over %s to the last piece, p50", last.p50()).within(MOST_MILLIS),
            figure("… over %s, p99", last.p99()).within(MOST_MILLIS_P99),
            figure("… over %s, to the answer's end, p50", end.p50()),
            Figure.of(
                    "… over %s, of %d answers, ended before they could be stopped"
                        .formatted(way.label(), stops.size()),
                    stops.size() - stopped.size(),
                    Unit.ANSWERS)
                .within(0)),
        Map.of("to the last piece ms", last, "to the end ms", end),
        pauses.counted());
  }

  private static Summary millis(List<Stopped> stops, ToLongFunction<Stopped> nanos) {
    return Nanos.inMillis(stops.stream().map(stop -> (double) nanos.applyAsLong(stop)).toList());
  }

  private Figure figure(String label, double value) {
    return Figure.of(label.formatted(way.label()), value, Unit.MILLISECONDS);
  }
}
