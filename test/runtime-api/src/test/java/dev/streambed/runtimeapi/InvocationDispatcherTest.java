package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvocationDispatcherTest {

  private static final String NEXT =
      "GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\nHost: x\r\n\r\n";

  private final CountDownLatch refused = new CountDownLatch(1);
  private RuntimeApi api;
  private RawRuntime first;
  private RawRuntime second;
  private Invoker invoker;

  @BeforeEach
  void start() throws Exception {
    api =
        RuntimeApi.start(
            RuntimeApiSettings.onDemand().withWorkers(2).withTap(new RefusalTap(refused)));
    first = new RawRuntime(api);
    second = new RawRuntime(api);
    invoker = new Invoker(api);
  }

  @AfterEach
  void stop() throws Exception {
    first.close();
    second.close();
    api.close();
  }

  @Test
  void runsTwoInvocationsAtOnceAndTellsThemApart() throws Exception {
    CollectingSink one = new CollectingSink();
    CollectingSink two = new CollectingSink();
    Invoker.Running oneEnds = invoker.streamed("one", one);
    first.send(NEXT).answer();
    Invoker.Running twoEnds = invoker.streamed("two", two);
    second.send(NEXT).answer();

    second.stream("two").chunk("for two");
    assertThat(two.nextChunk()).isEqualTo("for two");
    first.stream("one").chunk("for one").end();
    second.end();

    assertThat(oneEnds.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(twoEnds.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(one.text()).isEqualTo("for one");
    assertThat(two.text()).isEqualTo("for two");
  }

  @Test
  void refusesMoreWorkersThanThereAre() throws Exception {
    try (RawRuntime third = new RawRuntime(api)) {
      first.send(NEXT);
      second.send(NEXT);
      third.send(NEXT);
      assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
      Invoker.Running one = invoker.buffered("one", new CollectingSink());
      Invoker.Running two = invoker.buffered("two", new CollectingSink());

      // Which of the three came last is open.
      int sum = first.answer().status() + second.answer().status() + third.answer().status();

      assertThat(sum).isEqualTo(200 + 200 + 500);
      api.runtimeExited();
      assertThat(one.outcome()).isEqualTo(new InvocationOutcome.RuntimeExited());
      assertThat(two.outcome()).isEqualTo(new InvocationOutcome.RuntimeExited());
    }
  }

  @Test
  void saysGoneToAnAnswerThatComesTooLate() throws Exception {
    Instant soon = Instant.now().plusMillis(800);
    Invoker.Running runningInvocation =
        invoker.invoke(
            new Invocation("late", new byte[0], ResponseMode.STREAMED, soon), new CollectingSink());
    first.send(NEXT).answer();
    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.TimedOut());

    RawRuntime.Answer answer = first.post("invocation/late/response", "", "late");

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.body()).contains("InvokeTimeout");
  }

  @Test
  void refusesASecondAnswerAsUnknown() throws Exception {
    invoker.buffered("one", new CollectingSink());
    first.send(NEXT).answer();
    first.post("invocation/one/response", "", "once");

    assertThat(first.post("invocation/one/response", "", "twice").status()).isEqualTo(400);
  }

  private record RefusalTap(CountDownLatch refused) implements WireTap {
    @Override
    public void answered(int connection, int status) {
      if (status == 500) {
        refused.countDown();
      }
    }
  }
}
