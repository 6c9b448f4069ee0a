package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.answer.Body;
import dev.streambed.bedrock.answer.Outlet;
import dev.streambed.bedrock.family.Family;
import java.io.IOException;
import java.util.List;

/// Streams an answer piece by piece, each at its moment.
record InPieces(Performance performance, EventEncoder encoder) implements Body.Frames {

  @Override
  public void sendTo(Outlet outlet) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    outlet.waitUntil(begun + performance.due(0).toNanos());
    sendAll(outlet, family().opening(performance.turn(), performance.tally()));
    for (int index = 0; index < performance.last(); index++) {
      int current = index;
      outlet.waitUntil(begun + performance.due(index).toNanos());
      outlet.piece(() -> encoder.frames(piece(current)));
    }
    outlet.waitUntil(begun + performance.due(performance.last()).toNanos());
    end(outlet, new Metrics(performance, begun));
  }

  private void end(Outlet outlet, Metrics metrics) throws IOException, InterruptedException {
    List<ObjectNode> closing =
        family().closing(performance.turn(), performance.pieces()::joined, performance.tally());
    if (closing.isEmpty()) {
      outlet.piece(() -> encoder.frames(metrics.addedTo(lastPiece())));
    } else {
      outlet.piece(() -> encoder.frames(lastPiece()));
      sendAll(outlet, metrics.addedTo(closing));
    }
  }

  private List<ObjectNode> piece(int index) {
    String text = performance.pieces().piece(index);
    return family().piece(performance.turn(), index, text, performance.tally());
  }

  private List<ObjectNode> lastPiece() {
    int index = performance.last();
    String text = performance.pieces().piece(index);
    return family().lastPiece(performance.turn(), index, text, performance.tally());
  }

  private Family family() {
    return performance.family();
  }

  private void sendAll(Outlet outlet, List<ObjectNode> documents)
      throws IOException, InterruptedException {
    for (byte[] frame : encoder.frames(documents)) {
      outlet.send(frame);
    }
  }
}
