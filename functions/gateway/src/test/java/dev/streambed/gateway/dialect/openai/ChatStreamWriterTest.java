package dev.streambed.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Outcome;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.Usage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatStreamWriterTest {

  private final CollectedStream sink = new CollectedStream();
  private final ChatStreamWriter writer =
      new ChatStreamWriter(
          new SseStream(sink, List.of()),
          new ChatFormat("m", true, Instant.ofEpochSecond(7), List.of()),
          new RequestId("r"));

  @Test
  void pingsInAComment() throws IOException {
    writer.ping();
    assertThat(sink.text()).isEqualTo(": ping\n\n");
  }

  @Test
  void endsAStoppedAnswerAsAWholeOneAndAtOnce() throws IOException {
    writer.chunk(
        CollectedStream.frame(
            "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\"}}"));
    writer.end(new Outcome.Stopped(new Usage.Unknown()));
    assertThat(sink.text())
        .contains("\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]")
        .endsWith("\"choices\":[],\"usage\":null}\n\ndata: [DONE]\n\n");
    assertThat(sink.isFinished()).isTrue();
  }

  @Test
  void countsNothingThatOnlyTheGatewayGuessed() throws IOException {
    writer.end(new Outcome.Complete(new Usage.Estimated(5, 6, Usage.Estimated.NO_COUNTS), ""));
    assertThat(sink.text()).contains("\"usage\":null}\n\ndata: [DONE]");
  }

  @Test
  void tellsTheModelsOwnCountsOfAWholeAnswer() throws IOException {
    Usage counts = new Usage.Estimated(new Usage.Counted(5, 6, 2, 1), Usage.Estimated.MODEL_COUNTS);
    writer.end(new Outcome.Complete(counts, "end_turn"));
    assertThat(sink.text())
        .contains("\"prompt_tokens\":8,\"completion_tokens\":6,\"total_tokens\":14");
  }
}
