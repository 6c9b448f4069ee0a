package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.fixture.EventStreamFrames;
import dev.streambed.gateway.fixture.LocalBedrockClients;
import dev.streambed.gateway.fixture.ScriptedBedrock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A reader that does not read slows Bedrock down, and then misses nothing.
@Timeout(120)
class BackPressureTest {

  private static final int CHUNKS = 40_000;
  private static final byte[] CHUNK = EventStreamFrames.claudeChunk("x".repeat(1_000));

  @Test
  void slowsBedrockDownAndLosesNothing() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start((exchange, _) -> {
              exchange.stream();
              for (int chunk = 0; chunk < CHUNKS; chunk++) {
                exchange.chunk(CHUNK);
                sent.addAndGet(CHUNK.length);
              }
              exchange.chunk(EventStreamFrames.claudeEnd()).end();
            });
        LocalBedrockClients client = LocalBedrockClients.of(bedrock.uri());
        ChunkStream stream = ChunkStreamTest.stream(client, Duration.ofMinutes(2))) {
      stream.next(Duration.ofSeconds(10));
      // The kernel's buffers of both sides hold some megabytes; of 60 there are never more on the
      // way.
      assertThat(standstill(sent)).isLessThan(16L << 20);
      StreamTranscript rest = StreamTranscript.of(stream);
      assertThat(rest.texts()).isEqualTo(CHUNKS - 1);
      assertThat(rest.end()).isInstanceOf(AnswerEvent.Ended.class);
    }
  }

  /// Waits until nothing more is sent.
  private static long standstill(AtomicLong sent) throws InterruptedException {
    long before = -1;
    while (before != sent.get()) {
      before = sent.get();
      Thread.sleep(500);
    }
    return before;
  }
}
