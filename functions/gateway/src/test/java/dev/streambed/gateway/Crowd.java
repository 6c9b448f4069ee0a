package dev.streambed.gateway;

import dev.streambed.gateway.Caller.Heard;
import dev.streambed.gateway.fixture.Recording;
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
record Crowd(Caller caller, CutOffs places) {

  private static final int AT_ONCE = 12;

  List<Heard> hear(List<Recording> recordings) throws Exception {
    List<Heard> heard = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<List<Heard>>> all = new ArrayList<>();
      for (Recording recording : recordings) {
        for (Doorway door : Doorway.of(recording)) {
          all.add(callers.submit(() -> hear(recording, door)));
        }
      }
      for (Future<List<Heard>> some : all) {
        heard.addAll(some.get());
      }
    }
    return heard;
  }

  private List<Heard> hear(Recording recording, Doorway door) throws IOException {
    List<Heard> heard = new ArrayList<>();
    Heard whole = caller.ask(recording, door, Long.MAX_VALUE);
    heard.add(whole);
    for (long place : places.of(whole.ends())) {
      heard.add(caller.ask(recording, door, place));
    }
    return heard;
  }
}
