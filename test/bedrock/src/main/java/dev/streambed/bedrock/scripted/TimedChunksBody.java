package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.ContentChunk;
import dev.streambed.bedrock.family.ModelFamily;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import java.io.IOException;
import java.util.List;

/// Streams an answer chunk by chunk, each when it is due.
record TimedChunksBody(PlannedAnswer plannedAnswer, EventEncoder encoder)
    implements AnswerBody.FrameSource {

  @Override
  public void sendTo(AnswerSink answerSink) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    answerSink.waitUntil(begun + plannedAnswer.due(0).toNanos());
    sendAll(
        answerSink, family().opening(plannedAnswer.answerContext(), plannedAnswer.tokenUsage()));
    for (int index = 0; index < plannedAnswer.last(); index++) {
      int current = index;
      answerSink.waitUntil(begun + plannedAnswer.due(index).toNanos());
      answerSink.sendChunk(() -> encoder.frames(chunk(current)));
    }
    answerSink.waitUntil(begun + plannedAnswer.due(plannedAnswer.last()).toNanos());
    end(answerSink, begun);
  }

  private void end(AnswerSink answerSink, long begun) throws IOException, InterruptedException {
    List<ObjectNode> closing =
        family()
            .closing(
                plannedAnswer.answerContext(),
                plannedAnswer.contentChunks()::whole,
                plannedAnswer.tokenUsage());
    if (closing.isEmpty()) {
      answerSink.sendChunk(() -> encoder.frames(plannedAnswer.withMetrics(lastChunk(), begun)));
    } else {
      answerSink.sendChunk(() -> encoder.frames(lastChunk()));
      sendAll(answerSink, plannedAnswer.withMetrics(closing, begun));
    }
  }

  private List<ObjectNode> chunk(int index) {
    ContentChunk piece = plannedAnswer.contentChunks().piece(index);
    return family().chunk(plannedAnswer.answerContext(), piece, plannedAnswer.tokenUsage());
  }

  private List<ObjectNode> lastChunk() {
    ContentChunk piece = plannedAnswer.contentChunks().piece(plannedAnswer.last());
    return family().lastChunk(plannedAnswer.answerContext(), piece, plannedAnswer.tokenUsage());
  }

  private ModelFamily family() {
    return plannedAnswer.modelFamily();
  }

  private void sendAll(AnswerSink answerSink, List<ObjectNode> documents)
      throws IOException, InterruptedException {
    for (byte[] frame : encoder.frames(documents)) {
      answerSink.send(frame);
    }
  }
}
