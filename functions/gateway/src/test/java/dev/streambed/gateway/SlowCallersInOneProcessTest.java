package dev.streambed.gateway;

import static dev.streambed.gateway.OneProcess.WORKERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Callers that do not read, in a process that writes several answers at once: they hold back
/// Bedrock, and nobody else.
@Timeout(120)
class SlowCallersInOneProcessTest {

  private static final int SLOW = 8;

  @Test
  void letNobodyElseWait() throws Exception {
    SlowCaller slow = new SlowCaller();
    try (OneProcess process =
            OneProcess.start((exchange, _) -> {
              if (NumberedAnswer.number(exchange) == 0) {
                NumberedAnswer.speakLong(exchange, new AtomicLong());
              } else {
                NumberedAnswer.speak(exchange);
              }
            });
        ExecutorService callers = Executors.newCachedThreadPool()) {
      Future<?> first =
          callers.submit(() -> {
            process.call(process.ask(0), slow);
            return null;
          });
      slow.awaitPart();
      for (int round = 0; round < 4; round++) {
        assertThat(process.askAtOnce(IntStream.range(1, WORKERS)))
            .allSatisfy(answer -> assertThat(answer).endsWith("data: [DONE]\n\n"));
      }
      assertThat(first.isDone()).isFalse();
      slow.goOn();
      first.get();
      assertThat(slow.bytes()).isGreaterThan(4_000L * NumberedAnswer.LONG_CHUNKS);
      assertThat(process.gateway().records()).hasSize(4 * (WORKERS - 1) + 1);
    }
  }

  @Test
  void takeLittleMemory() throws Exception {
    List<SlowCaller> slow = Stream.generate(SlowCaller::new).limit(SLOW).toList();
    AtomicLong sent = new AtomicLong();
    try (OneProcess process =
            OneProcess.start((exchange, _) -> {
              if (NumberedAnswer.number(exchange) == SLOW) {
                NumberedAnswer.speak(exchange); // loads the classes
              } else {
                NumberedAnswer.speakLong(exchange, sent);
              }
            });
        ExecutorService callers = Executors.newCachedThreadPool()) {
      process.askAtOnce(IntStream.of(SLOW));
      List<Future<?>> calls = new ArrayList<>();
      long before = usedHeap();
      for (int answer = 0; answer < SLOW; answer++) {
        int number = answer;
        calls.add(
            callers.submit(() -> {
              process.call(process.ask(number), slow.get(number));
              return null;
            }));
      }
      for (SlowCaller caller : slow) {
        caller.awaitPart();
      }
      awaitStandstill(sent);
      long grown = usedHeap() - before;
      slow.forEach(SlowCaller::goOn);
      for (Future<?> call : calls) {
        call.get();
      }
      assertThat(grown / SLOW).as("bytes an answer").isLessThan(1_000_000);
    }
  }

  private static void awaitStandstill(AtomicLong sent) throws InterruptedException {
    long seen = -1;
    while (seen != sent.get()) {
      seen = sent.get();
      Thread.sleep(1_000);
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
