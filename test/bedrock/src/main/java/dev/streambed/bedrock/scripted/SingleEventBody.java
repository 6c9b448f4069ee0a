package dev.streambed.bedrock.scripted;

import dev.streambed.bedrock.model.AnswerBody;
import dev.streambed.bedrock.model.AnswerSink;
import java.io.IOException;
import java.util.List;

/// Streams an answer as a single event, as some models do unless the body asks for chunks.
record SingleEventBody(PlannedAnswer plannedAnswer, EventEncoder encoder)
    implements AnswerBody.FrameSource {

  @Override
  public void sendTo(AnswerSink answerSink) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    answerSink.waitUntil(begun + plannedAnswer.due(plannedAnswer.last()).toNanos());
    answerSink.sendChunk(
        () -> encoder.frames(plannedAnswer.withMetrics(List.of(plannedAnswer.whole()), begun)));
  }
}
