package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamedResponseTest {

  private final CollectingSink sink = new CollectingSink();
  private RuntimeApi api;
  private RawRuntime runtime;
  private Invoker invoker;

  @BeforeEach
  void start() throws Exception {
    api = RuntimeApi.start(RuntimeApiSettings.onDemand());
    runtime = new RawRuntime(api);
    invoker = new Invoker(api);
  }

  @AfterEach
  void stop() throws Exception {
    runtime.close();
    api.close();
  }

  @Test
  void passesOnEachPieceBeforeTheNextIsWritten() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    runtime.stream("id-1").chunk("one");
    assertThat(sink.nextChunk()).isEqualTo("one");
    runtime.chunk("two");
    assertThat(sink.nextChunk()).isEqualTo("two");
    assertThat(runtime.end().status()).isEqualTo(202);

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(sink.contentType()).isEqualTo("text/event-stream");
    assertThat(sink.streaming()).isTrue();
  }

  @Test
  void passesOnADataBeforeTheLineEndThatFollowsIt() throws Exception {
    begin(sink);

    runtime.stream("id-1").send("3\r\none");

    assertThat(sink.nextChunk()).isEqualTo("one");
  }

  @Test
  void readsAnAnswerThatIsSplitAtEveryByte() throws Exception {
    Invoker.Running runningInvocation = begin(sink);
    String head =
        RawRuntime.head(
            "invocation/id-1/response",
            "Transfer-Encoding: chunked\r\nTrailer: Lambda-Runtime-Function-Error-Type\r\n");
    String body =
        """
        5;name=value\r
        first\r
        A\r
         and later\r
        0\r
        Lambda-Runtime-Function-Error-Type: Function.Late\r
        \r
        """;

    for (byte one : (head + body).getBytes(StandardCharsets.UTF_8)) {
      runtime.send(new byte[] {one});
    }

    assertThat(runtime.answer().status()).isEqualTo(202);
    assertThat(runningInvocation.outcome())
        .isEqualTo(new InvocationOutcome.CompleteWithError("Function.Late", ""));
    assertThat(sink.text()).isEqualTo("first and later");
  }

  @Test
  void streamsAnAnswerThatDoesNotCallItselfStreamed() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    RawRuntime.Answer answer = runtime.post("invocation/id-1/response", "", "whole");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"status\":\"OK\"}\n");
    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(sink.streaming()).isFalse();
    assertThat(sink.contentType()).isEqualTo("application/octet-stream");
  }

  @Test
  void takesAnnouncedTrailersAndUndoesTheirBase64() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    runtime.stream("id-1")
        .chunk("begun")
        .send(
            """
            0\r
            Lambda-Runtime-Function-Error-Type: any text at all\r
            Lambda-Runtime-Function-Error-Body: eyJhIjoxfQ==\r
            \r
            """);

    assertThat(runtime.answer().status()).isEqualTo(202);
    assertThat(runningInvocation.outcome())
        .isEqualTo(new InvocationOutcome.CompleteWithError("any text at all", "{\"a\":1}"));
    assertThat(sink.text()).isEqualTo("begun");
  }

  @Test
  void losesTrailersThatWereNotAnnounced() throws Exception {
    Invoker.Running runningInvocation = begin(sink);
    String head = RawRuntime.head("invocation/id-1/response", "Transfer-Encoding: chunked\r\n");

    runtime.send(head + "0\r\nLambda-Runtime-Function-Error-Type: Function.Late\r\n\r\n");

    assertThat(runtime.answer().status()).isEqualTo(202);
    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
  }

  @Test
  void callsAnAnswerTruncatedWhoseConnectionBreaks() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    runtime.stream("id-1").send("5\r\nbeg").close();

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Truncated());
    assertThat(sink.text()).isEqualTo("beg");
  }

  @Test
  void callsAnAnswerTruncatedWhoseChunksAreMalformed() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    RawRuntime.Answer answer = runtime.stream("id-1").send("-5\r\nbegun\r\n").answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("TruncatedHTTPRequest");
    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Truncated());
  }

  @Test
  void refusesAnUnknownResponseMode() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    RawRuntime.Answer answer =
        runtime.post(
            "invocation/id-1/response",
            "Lambda-Runtime-Function-Response-Mode: Streaming\r\n",
            "text");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("InvalidFunctionResponseMode");
    assertThat(runningInvocation.outcome())
        .isEqualTo(new InvocationOutcome.FunctionError("Runtime.InvalidResponseModeHeader", ""));
  }

  @Test
  void blocksTheRuntimeWhileTheSinkIsBlocked() throws Exception {
    BlockedSink blocked = new BlockedSink(new CountDownLatch(1), new CountDownLatch(1));
    Bandwidth wide = new Bandwidth(64 << 20, 64 << 20, Duration.ofSeconds(1));
    RuntimeApiSettings runtimeApiSettings =
        RuntimeApiSettings.onDemand().withBandwidth(wide, MonotonicClock.SYSTEM);
    try (RuntimeApi api = RuntimeApi.start(runtimeApiSettings);
        RawRuntime runtime = new RawRuntime(api)) {
      Invoker.Running runningInvocation = new Invoker(api).streamed("id-1", blocked);
      runtime.get("invocation/next");
      runtime.stream("id-1");
      CompletableFuture<RawRuntime.Answer> answer =
          CompletableFuture.supplyAsync(() -> writes(runtime, 32));

      assertThat(blocked.reached().await(10, TimeUnit.SECONDS)).isTrue();
      // 32 MiB is more than the sockets' buffers can hold, so it cannot be on its way.
      assertThat(answer).isNotDone();
      blocked.slow().countDown();

      assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(202);
      assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    }
  }

  @Test
  void drainsTheRestWhenTheCallerHasLeft() throws Exception {
    Invoker.Running runningInvocation = begin(new GoneSink());

    runtime.stream("id-1").chunk("one").chunk("two");

    assertThat(runtime.end().status()).isEqualTo(202);
    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
  }

  @Test
  void cutsTheRuntimeOffAtTheDeadline() throws Exception {
    Instant soon = Instant.now().plusMillis(1500);
    Invoker.Running runningInvocation =
        invoker.invoke(new Invocation("id-1", new byte[0], ResponseMode.STREAMED, soon), sink);
    runtime.get("invocation/next");
    runtime.stream("id-1").chunk("begun");
    sink.nextChunk();

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.TimedOut());

    assertThat(sink.text()).isEqualTo("begun");
    assertThat(runtime.isClosedByServer()).isTrue();
    try (RawRuntime late = new RawRuntime(api)) {
      assertThat(late.post("invocation/id-1/response", "", "late").status()).isEqualTo(400);
    }
  }

  @Test
  void endsWithTheRuntimesProcess() throws Exception {
    Invoker.Running runningInvocation = begin(sink);

    api.runtimeExited();

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.RuntimeExited());
    assertThat(invoker.streamed("id-2", sink).outcome())
        .isEqualTo(new InvocationOutcome.RuntimeExited());
  }

  private Invoker.Running begin(ResponseSink sink) throws IOException {
    Invoker.Running runningInvocation = invoker.streamed("id-1", sink);
    runtime.get("invocation/next");
    return runningInvocation;
  }

  private static RawRuntime.Answer writes(RawRuntime runtime, int mebibytes) {
    byte[] mebibyte = new byte[1 << 20];
    try {
      for (int count = 0; count < mebibytes; count++) {
        runtime.send("100000\r\n").send(mebibyte).send("\r\n");
      }
      return runtime.end();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private record BlockedSink(CountDownLatch reached, CountDownLatch slow) implements ResponseSink {
    @Override
    public void head(String contentType, boolean streaming) throws IOException {
      reached.countDown();
      try {
        slow.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IOException(stopped);
      }
    }

    @Override
    public void bytes(byte[] buffer, int offset, int length) {}
  }

  private record GoneSink() implements ResponseSink {
    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) throws IOException {
      throw new IOException("the caller has left");
    }
  }
}
