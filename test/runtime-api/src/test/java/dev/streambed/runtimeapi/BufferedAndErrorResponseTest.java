package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferedAndErrorResponseTest {

  private static final String ERROR = "Lambda-Runtime-Function-Error-Type: Function.Broken\r\n";

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
  void givesABufferedAnswerInOnePiece() throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.BUFFERED);

    runtime.stream("id-1").chunk("one").chunk("two").end();

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(sink.nextChunk()).isEqualTo("onetwo");
    assertThat(sink.streaming()).isTrue();
  }

  @Test
  void takesABufferedAnswerOfExactlyTheLimit() throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.BUFFERED);

    String whole = "x".repeat((int) RuntimeApi.BUFFERED_LIMIT);
    assertThat(runtime.post("invocation/id-1/response", "", whole).status()).isEqualTo(202);

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(sink.size()).isEqualTo(6_291_556);
  }

  @Test
  void refusesABufferedAnswerOfOneByteMore() throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.BUFFERED);

    String whole = "x".repeat((int) RuntimeApi.BUFFERED_LIMIT + 1);
    RawRuntime.Answer answer = runtime.post("invocation/id-1/response", "", whole);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("RequestEntityTooLarge").contains("6291556");
    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.TooLarge(6_291_556));
    assertThat(sink.size()).isZero();
    runtime.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");
    assertThat(api.awaitIdle(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void forwardsTrailersOfABufferedInvocationToo() throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.BUFFERED);

    runtime.stream("id-1")
        .chunk("begun")
        .send("0\r\nLambda-Runtime-Function-Error-Type: Function.Late\r\n\r\n");

    assertThat(runningInvocation.outcome())
        .isEqualTo(new InvocationOutcome.CompleteWithError("Function.Late", ""));
    assertThat(sink.text()).isEqualTo("begun");
  }

  @Test
  void tellsAFunctionError() throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.STREAMED);

    assertThat(runtime.post("invocation/id-1/error", ERROR, "{\"a\":1}").status()).isEqualTo(202);

    assertThat(runningInvocation.outcome())
        .isEqualTo(new InvocationOutcome.FunctionError("Function.Broken", "{\"a\":1}"));
  }

  @ParameterizedTest
  @CsvSource({
    "Function.HandlerError, Function.HandlerError",
    "Runtime.AfterRestoreError, Runtime.AfterRestoreError",
    "Function.lower, Function.Unknown",
    "Function.X, Function.Unknown",
    "java.lang.IllegalStateException, Runtime.Unknown",
    "'', Runtime.Unknown"
  })
  void letsThroughOnlyErrorTypesOfThePlatformsShape(String said, String told) throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.STREAMED);

    String header = "Lambda-Runtime-Function-Error-Type: " + said + "\r\n";
    runtime.post("invocation/id-1/error", header, "");

    assertThat(runningInvocation.outcome())
        .isEqualTo(new InvocationOutcome.FunctionError(told, ""));
  }

  @Test
  void refusesAnErrorAfterAResponseHasBegun() throws Exception {
    begin(ResponseMode.STREAMED);
    runtime.stream("id-1").chunk("begun");
    sink.nextChunk();

    try (RawRuntime second = new RawRuntime(api)) {
      RawRuntime.Answer answer = second.post("invocation/id-1/error", ERROR, "{}");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("\"errorType\":\"InvalidStateTransition\"");
    }
  }

  @Test
  void refusesASecondAnswerAndKeepsTheConnection() throws Exception {
    Invoker.Running runningInvocation = begin(ResponseMode.STREAMED);
    runtime.post("invocation/id-1/response", "", "first");

    assertThat(runtime.post("invocation/id-1/response", "", "second").status()).isEqualTo(403);
    assertThat(runtime.post("invocation/id-1/error", ERROR, "{}").status()).isEqualTo(403);

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(sink.text()).isEqualTo("first");
  }

  @Test
  void refusesAnAnswerForAnIdThatIsNotTheCurrentOne() throws Exception {
    begin(ResponseMode.STREAMED);

    RawRuntime.Answer answer = runtime.post("invocation/id-2/response", "", "text");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("InvalidRequestID");
  }

  @Test
  void refusesAnAnswerOfAnotherAttempt() throws Exception {
    Invocation invocation =
        Invoker.invocation("id-1", ResponseMode.STREAMED).withInvocationId("attempt-2");
    Invoker.Running runningInvocation = invoker.invoke(invocation, sink);
    runtime.get("invocation/next");
    String stale = "Lambda-Runtime-Invocation-Id: attempt-1\r\n";
    String current = "Lambda-Runtime-Invocation-Id: attempt-2\r\n";

    assertThat(runtime.post("invocation/id-1/response", stale, "old").status()).isEqualTo(400);
    assertThat(runtime.post("invocation/id-1/response", current, "new").status()).isEqualTo(202);

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    assertThat(sink.text()).isEqualTo("new");
  }

  @Test
  void servesInvocationAfterInvocationOnOneConnection() throws Exception {
    for (String id : new String[] {"a", "b", "c"}) {
      Invoker.Running runningInvocation = invoker.buffered(id, sink);
      RawRuntime.Answer event = runtime.get("invocation/next");
      assertThat(event.headers().first("Lambda-Runtime-Aws-Request-Id")).isEqualTo(id);
      runtime.post("invocation/" + id + "/response", "", id);
      assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.Complete());
    }
    assertThat(sink.text()).isEqualTo("abc");
  }

  private Invoker.Running begin(ResponseMode mode) throws IOException {
    Invoker.Running runningInvocation = invoker.invoke(Invoker.invocation("id-1", mode), sink);
    runtime.get("invocation/next");
    return runningInvocation;
  }
}
