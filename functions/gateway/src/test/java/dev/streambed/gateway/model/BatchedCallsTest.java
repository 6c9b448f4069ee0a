package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.BedrockResponseHead;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Guardrail;
import dev.streambed.gateway.domain.ModelDocument;
import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.ModelRequest;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.TokenEstimate;
import dev.streambed.gateway.domain.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchedCallsTest {

  private static final Usage GUESS = new Usage.Estimated(5, 0, Usage.Estimated.BROKEN_OFF);

  @Test
  void joinsTheDocumentsInTheOrderOfTheCalls() throws InterruptedException {
    BufferedAnswer answer =
        new BatchedCalls(batch(3), call -> complete(call, new Usage.Counted(2, 0, 0, 0))).answer();
    assertThat(answer).isInstanceOf(BufferedAnswer.Complete.class);
    assertThat(text(((BufferedAnswer.Complete) answer).document().json())).isEqualTo("[0,1,2]");
    assertThat(answer.usage()).isEqualTo(new Usage.Counted(6, 0, 0, 0));
  }

  @Test
  void isAnEstimateWhenOneOfItsCallsIs() throws InterruptedException {
    for (int guessed = 0; guessed < 3; guessed++) {
      String which = Integer.toString(guessed);
      BufferedAnswer answer =
          new BatchedCalls(
                  batch(3),
                  call ->
                      complete(
                          call,
                          text(call.body()).equals(which) ? GUESS : new Usage.Counted(2, 0, 0, 0)))
              .answer();
      assertThat(answer.usage()).isEqualTo(new Usage.Estimated(9, 0, Usage.Estimated.BROKEN_OFF));
    }
  }

  @Test
  void countsWhatWasUsedBesideACallThatCostNothing() throws InterruptedException {
    Problem problem = Problem.of(ErrorCode.INVALID_REQUEST);
    BufferedAnswer answer =
        new BatchedCalls(
                batch(3),
                call ->
                    text(call.body()).equals("1")
                        ? new BufferedAnswer.Failed(problem, new Usage.Unknown())
                        : complete(call, new Usage.Counted(2, 0, 0, 0)))
            .answer();
    assertThat(answer).isEqualTo(new BufferedAnswer.Failed(problem, new Usage.Counted(4, 0, 0, 0)));
  }

  @Test
  void beginsNoMoreCallsAfterOneThatFailed() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    new BatchedCalls(
            batch(100),
            _ -> {
              calls.incrementAndGet();
              return new BufferedAnswer.Failed(
                  Problem.of(ErrorCode.MODEL_THROTTLED), new Usage.Unknown());
            })
        .answer();
    assertThat(calls.get()).isLessThan(20);
  }

  private static BufferedAnswer complete(ModelRequest call, Usage usage) {
    return new BufferedAnswer.Complete(
        new ModelDocument(call.body(), usage, "", Guardrail.ABSENT, BedrockResponseHead.NONE));
  }

  // The body of each call is its number.
  private static ModelRequest batch(int calls) {
    List<ModelRequest> requests =
        IntStream.range(0, calls)
            .mapToObj(number ->
                new ModelRequest(
                    new ModelId("m"),
                    Payload.of(Integer.toString(number).getBytes(StandardCharsets.UTF_8)),
                    false,
                    false,
                    new TokenEstimate(1, 0)))
            .toList();
    ModelRequest batch = requests.getFirst().withMoreCalls(requests.subList(1, calls));
    assertThat(batch.tokenEstimate()).isEqualTo(new TokenEstimate(calls, 0));
    return batch;
  }

  private static String text(Payload payload) {
    return new String(payload.bytes(), StandardCharsets.UTF_8);
  }
}
