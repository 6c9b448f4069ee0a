package dev.streambed.bedrock.scripted;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streambed.bedrock.family.ModelFamily;
import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import java.io.IOException;
import java.util.List;

/// Streams an answer piece by piece, each at its moment.
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
      answerSink.sendChunk(() -> encoder.frames(piece(current)));
    }
    answerSink.waitUntil(begun + plannedAnswer.due(plannedAnswer.last()).toNanos());
    end(answerSink, new InvocationMetrics(plannedAnswer, begun));
  }

  private void end(AnswerSink answerSink, InvocationMetrics invocationMetrics)
      throws IOException, InterruptedException {
    List<ObjectNode> closing =
        family()
            .closing(
                plannedAnswer.answerContext(),
                plannedAnswer.textChunks()::joined,
                plannedAnswer.tokenUsage());
    if (closing.isEmpty()) {
      answerSink.sendChunk(() -> encoder.frames(invocationMetrics.addedTo(lastPiece())));
    } else {
      answerSink.sendChunk(() -> encoder.frames(lastPiece()));
      sendAll(answerSink, invocationMetrics.addedTo(closing));
    }
  }

  private List<ObjectNode> piece(int index) {
    String text = plannedAnswer.textChunks().chunk(index);
    return family().chunk(plannedAnswer.answerContext(), index, text, plannedAnswer.tokenUsage());
  }

  private List<ObjectNode> lastPiece() {
    int index = plannedAnswer.last();
    String text = plannedAnswer.textChunks().chunk(index);
    return family()
        .lastChunk(plannedAnswer.answerContext(), index, text, plannedAnswer.tokenUsage());
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
