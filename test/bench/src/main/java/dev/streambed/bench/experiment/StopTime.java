package dev.streambed.bench.experiment;

import dev.streambed.bench.client.StoppableDoor;
import dev.streambed.bench.client.Stopped;
import dev.streambed.bench.client.Wish;
import dev.streambed.bench.figure.Figure;
import dev.streambed.bench.figure.Finding;
import dev.streambed.bench.figure.Summary;
import dev.streambed.bench.figure.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
  // A stopped answer keeps its process until it has been read on, and a stop needs one too.
  private static final int MOST_LANES = 2;
  private static final int WARM_UP = 2;
  // Longer than any answer runs before it is stopped, at a reader's speed.
  private static final Wish WISH = Wish.paced(100, 50);
  private static final int LATEST_MILLIS = 1_200;

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
    Pauses pauses = new Pauses();
    pauses.settle();
    Lanes lanes = new Lanes(Math.min(MOST_LANES, scale.stops()));
    int each = Math.ceilDiv(scale.stops(), lanes.count());
    List<Stopped> stops = lanes.run(number -> stops(stage, number, each));
    pauses.count();
    Summary last = millis(stops, Stopped::untilLastPiece);
    Summary end = millis(stops, Stopped::untilEnd);
    return new Finding(
        name(),
        List.of(
            figure("stop over %s to the last piece, p50", last.p50()).within(MOST_MILLIS),
            figure("… over %s, p99", last.p99()).within(MOST_MILLIS_P99),
            figure("… over %s, to the answer's end, p50", end.p50())),
        Map.of("to the last piece ms", last, "to the end ms", end),
        pauses.counted());
  }

  private List<Stopped> stops(Stage stage, int number, int count) throws IOException {
    Random random = new Random(number);
    List<Stopped> stops = new ArrayList<>();
    try (StoppableDoor door = way.door(stage)) {
      for (int stop = 0; stop < WARM_UP + count; stop++) {
        stops.add(door.stop(WISH, Duration.ofMillis(random.nextInt(LATEST_MILLIS))));
      }
    }
    return stops.subList(WARM_UP, stops.size());
  }

  private static Summary millis(List<Stopped> stops, ToLongFunction<Stopped> nanos) {
    return Nanos.inMillis(stops.stream().map(stop -> (double) nanos.applyAsLong(stop)).toList());
  }

  private Figure figure(String label, double value) {
    return Figure.of(label.formatted(way.label()), value, Unit.MILLISECONDS);
  }
}
