package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.answer.Outlet;
import java.io.IOException;
import java.util.List;

/// Streams an answer as a single event: what a model does that was not asked to stream in pieces.
record InOneEvent(Performance performance, EventEncoder encoder) implements Body.Frames {

  @Override
  public void sendTo(Outlet outlet) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    outlet.waitUntil(begun + performance.due(performance.last()).toNanos());
    Metrics metrics = new Metrics(performance, begun);
    outlet.piece(() -> encoder.frames(metrics.addedTo(List.of(whole()))));
  }

  private ObjectNode whole() {
    return performance
        .family()
        .whole(performance.turn(), performance.pieces().joined(), performance.tally());
  }
}
