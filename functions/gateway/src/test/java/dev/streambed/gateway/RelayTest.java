package dev.streambed.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.Bedrock;
import dev.streambed.gateway.fixture.Frames;
import dev.streambed.gateway.fixture.RawBedrock;
import dev.streambed.gateway.model.Backoff;
import dev.streambed.gateway.model.BedrockModel;
import dev.streambed.gateway.reply.Reply;
import dev.streambed.gateway.vocabulary.Deadline;
import dev.streambed.gateway.vocabulary.Ending;
import dev.streambed.gateway.vocabulary.Piece;
import dev.streambed.gateway.vocabulary.Usage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

@Timeout(60)
class RelayTest {

  private static final Duration SILENCE = Duration.ofMillis(250);

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final Reply reply =
      new Reply() {
        @Override
        public void piece(Piece piece) {
          told.add(((Piece.Text) piece).text());
        }

        @Override
        public void silence() {
          told.add("…");
        }

        @Override
        public void end(Ending ending) {
          told.add("end");
        }
      };

  @Test
  void breaksTheSilenceBeforeTheFirstPieceToo() throws Exception {
    Ending ending =
        relay((exchange, _) -> {
          exchange.stream();
          Thread.sleep(SILENCE.multipliedBy(3));
          exchange.chunk(Frames.claude("late")).end();
        });
    assertThat(told).startsWith("…").endsWith("late", "end");
    assertThat(told.size()).isBetween(4, 6);
    assertThat(ending).isEqualTo(new Ending.Complete(new Usage.Counted(12, 34, 0, 0), "end_turn"));
  }

  @Test
  void isNotSilentWhilePiecesCome() throws Exception {
    relay((exchange, _) -> {
      exchange.stream();
      for (int piece = 0; piece < 10; piece++) {
        exchange.chunk(Frames.claudePiece("x"));
        Thread.sleep(SILENCE.dividedBy(5));
      }
      exchange.chunk(Frames.claudeEnd()).end();
    });
    assertThat(told).hasSize(11).doesNotContain("…");
  }

  @Test
  void countsSilenceByWhatTheCallerSees() throws Exception {
    // Events come all the time, and none of them is a piece.
    relay((exchange, _) -> {
      exchange.stream();
      for (int event = 0; event < 10; event++) {
        exchange.chunk(Frames.chunk("{\"type\":\"ping\"}"));
        Thread.sleep(SILENCE.dividedBy(3));
      }
      exchange.chunk(Frames.claudeEnd()).end();
    });
    assertThat(told).contains("…").endsWith("end");
  }

  private Ending relay(RawBedrock.Script script) throws Exception {
    Backoff once = new Backoff(1, Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    InstantSource clock = InstantSource.system();
    Deadline deadline = Deadline.in(Duration.ofMinutes(1), clock);
    try (RawBedrock bedrock = RawBedrock.start(script);
        BedrockRuntimeAsyncClient client = Bedrock.client(bedrock.uri())) {
      BedrockModel model = new BedrockModel(client, once);
      return new Relay(() -> model.stream(Bedrock.ask(), deadline), reply, SILENCE, clock)
          .converse();
    }
  }
}
