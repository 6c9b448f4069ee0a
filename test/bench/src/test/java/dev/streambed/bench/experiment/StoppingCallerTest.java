package dev.streambed.bench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.bench.client.Answer;
import dev.streambed.bench.client.AnswerSpec;
import dev.streambed.bench.client.Chunk;
import dev.streambed.bench.client.StoppableClient;
import dev.streambed.bench.client.StoppedAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StoppingCallerTest {

  private static final AnswerSpec ANSWER_SPEC = AnswerSpec.paced(100, 50);

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger waited = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private int tooLate = -1;

  @Test
  void leavesTheFirstRoundsOutAndWaitsForItsTurnBeforeEach() throws Exception {
    assertThat(stops().stopAnswers(5))
        .extracting(Optional::isPresent)
        .containsOnly(true)
        .hasSize(5);

    assertThat(requests).hasValue(7);
    assertThat(waited).hasValue(7);
    assertThat(opened).hasValue(1);
    assertThat(closed).hasValue(1);
  }

  @Test
  void goesOnOverAnotherConnectionAfterAnAnswerThatEndedBefore() throws Exception {
    tooLate = 4;

    assertThat(stops().stopAnswers(5))
        .extracting(Optional::isPresent)
        .containsExactly(true, false, true, true, true);
    assertThat(opened).hasValue(2);
    assertThat(closed).hasValue(2);
  }

  private StoppingCaller stops() {
    return new StoppingCaller(
        () -> {
          opened.incrementAndGet();
          return new OwnDoor();
        },
        waited::incrementAndGet,
        ANSWER_SPEC,
        new Random(1));
  }

  /// Stops at once, but for one answer.
  private final class OwnDoor implements StoppableClient {

    @Override
    public Optional<StoppedAnswer> stop(AnswerSpec answerSpec, Duration after) {
      assertThat(answerSpec).isEqualTo(ANSWER_SPEC);
      assertThat(after).isBetween(Duration.ZERO, Duration.ofSeconds(1));
      return requests.incrementAndGet() == tooLate
          ? Optional.empty()
          : Optional.of(new StoppedAnswer(2, new Answer(0, List.of(new Chunk(1, 1)), 1), 3));
    }

    @Override
    public Answer ask(AnswerSpec answerSpec) throws IOException {
      throw new IOException("nothing else was to be asked for");
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
