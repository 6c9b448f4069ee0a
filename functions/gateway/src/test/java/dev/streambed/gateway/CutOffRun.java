package dev.streambed.gateway;

import dev.streambed.gateway.RecordedCaller.Delivery;
import dev.streambed.gateway.fixture.RecordedAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Requests every answer through every front door, once completely and then once for each position
/// at which its caller is disconnected; several at once.
///
/// @param places the positions
record CutOffRun(RecordedCaller recordedCaller, CutOffPoints places) {

  private static final int AT_ONCE = 12;

  List<Delivery> run(List<RecordedAnswer> recordings) throws Exception {
    List<Delivery> deliveries = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<List<Delivery>>> all = new ArrayList<>();
      for (RecordedAnswer recordedAnswer : recordings) {
        for (TestFrontDoor door : TestFrontDoor.of(recordedAnswer)) {
          all.add(callers.submit(() -> run(recordedAnswer, door)));
        }
      }
      for (Future<List<Delivery>> some : all) {
        deliveries.addAll(some.get());
      }
    }
    return deliveries;
  }

  private List<Delivery> run(RecordedAnswer recordedAnswer, TestFrontDoor door) throws IOException {
    List<Delivery> deliveries = new ArrayList<>();
    Delivery whole = recordedCaller.ask(recordedAnswer, door, Long.MAX_VALUE);
    deliveries.add(whole);
    for (long place : places.of(whole.ends())) {
      deliveries.add(recordedCaller.ask(recordedAnswer, door, place));
    }
    return deliveries;
  }
}
