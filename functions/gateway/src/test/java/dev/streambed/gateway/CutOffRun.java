package dev.streambed.gateway;

import dev.streambed.gateway.RecordedCaller.Heard;
import dev.streambed.gateway.fixture.RecordedAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Asks for every answer on every door, once to the end and then once for each place where its
/// caller is cut off; several at once.
///
/// @param places where they are cut off
record CutOffRun(RecordedCaller recordedCaller, CutOffPoints places) {

  private static final int AT_ONCE = 12;

  List<Heard> hear(List<RecordedAnswer> recordings) throws Exception {
    List<Heard> heard = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<List<Heard>>> all = new ArrayList<>();
      for (RecordedAnswer recordedAnswer : recordings) {
        for (TestFrontDoor door : TestFrontDoor.of(recordedAnswer)) {
          all.add(callers.submit(() -> hear(recordedAnswer, door)));
        }
      }
      for (Future<List<Heard>> some : all) {
        heard.addAll(some.get());
      }
    }
    return heard;
  }

  private List<Heard> hear(RecordedAnswer recordedAnswer, TestFrontDoor door) throws IOException {
    List<Heard> heard = new ArrayList<>();
    Heard whole = recordedCaller.ask(recordedAnswer, door, Long.MAX_VALUE);
    heard.add(whole);
    for (long place : places.of(whole.ends())) {
      heard.add(recordedCaller.ask(recordedAnswer, door, place));
    }
    return heard;
  }
}
