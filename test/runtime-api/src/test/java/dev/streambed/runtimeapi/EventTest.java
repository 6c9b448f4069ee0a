package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventTest {

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
  void tellsTheRuntimeAllThatLambdaTells() throws Exception {
    Instant deadline = Instant.now().plusSeconds(30);
    Invocation invocation =
        new Invocation("id-1", bytes("{}"), ResponseMode.STREAMED, deadline)
            .withFunctionArn("arn:f")
            .withTraceId("Root=1")
            .withCaller("{\"custom\":{}}", "{\"cognitoIdentityId\":\"ü\"}")
            .withTenantId("tenant")
            .withInvocationId("attempt-1");
    invoker.invoke(invocation, new CollectingSink());

    Headers headers = runtime.get("invocation/next").headers();

    assertThat(headers.first("Lambda-Runtime-Aws-Request-Id")).isEqualTo("id-1");
    assertThat(headers.first("Lambda-Runtime-Deadline-Ms"))
        .isEqualTo(Long.toString(deadline.toEpochMilli()));
    assertThat(headers.first("Lambda-Runtime-Invoked-Function-Arn")).isEqualTo("arn:f");
    assertThat(headers.first("Lambda-Runtime-Trace-Id")).isEqualTo("Root=1");
    assertThat(headers.first("Lambda-Runtime-Client-Context")).isEqualTo("{\"custom\":{}}");
    assertThat(headers.first("Lambda-Runtime-Cognito-Identity"))
        .isEqualTo("{\"cognitoIdentityId\":\"ü\"}");
    assertThat(headers.first("Lambda-Runtime-Aws-Tenant-Id")).isEqualTo("tenant");
    assertThat(headers.first("Lambda-Runtime-Invocation-Id")).isEqualTo("attempt-1");
    assertThat(headers.first("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void leavesOutWhatIsNotThere() throws Exception {
    invoker.streamed("id-1", new CollectingSink());

    Headers headers = runtime.get("invocation/next").headers();

    assertThat(headers.lines())
        .extracting(Headers.Line::name)
        .containsExactly(
            "Lambda-Runtime-Aws-Request-Id",
            "Lambda-Runtime-Deadline-Ms",
            "Content-Type",
            "Content-Length");
  }

  @Test
  void sendsALongEventInChunksAsGoDoes() throws Exception {
    String event = "\"" + "x".repeat(100_000) + "\"";
    Instant deadline = Instant.now().plusSeconds(30);
    invoker.invoke(
        new Invocation("id-1", bytes(event), ResponseMode.STREAMED, deadline),
        new CollectingSink());

    RawRuntime.Answer answer = runtime.get("invocation/next");

    assertThat(answer.headers().first("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(answer.body()).isEqualTo(event);
  }

  @Test
  void givesTheSameEventAgainInTheMiddleOfIt() throws Exception {
    invoker.streamed("id-1", new CollectingSink());

    assertThat(runtime.get("invocation/next").body()).isEqualTo("{\"an\":\"event\"}");
    RawRuntime.Answer again = runtime.get("invocation/next");

    assertThat(again.headers().first("Lambda-Runtime-Aws-Request-Id")).isEqualTo("id-1");
  }

  @Test
  void givesNoEventWhileAnAnswerIsOnItsWay() throws Exception {
    CollectingSink sink = new CollectingSink();
    invoker.streamed("id-1", sink);
    runtime.get("invocation/next");
    runtime.stream("id-1").chunk("begun");
    sink.nextChunk();

    try (RawRuntime impatient = new RawRuntime(api)) {
      assertThat(impatient.get("invocation/next").status()).isEqualTo(403);
    }
  }

  @Test
  void dismissesAnOlderConnectionOfTheSameWorker() throws Exception {
    runtime.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");
    assertThat(api.awaitIdle(Duration.ofSeconds(10))).isTrue();

    try (RawRuntime newer = new RawRuntime(api)) {
      newer.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");
      assertThat(runtime.isClosedByServer()).isTrue();

      invoker.streamed("id-1", new CollectingSink());
      assertThat(newer.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void waitsForAWorkerOnlyUntilTheDeadline() throws Exception {
    Instant soon = Instant.now().plusMillis(20);
    Invoker.Running runningInvocation =
        invoker.invoke(
            new Invocation("id-1", bytes("{}"), ResponseMode.STREAMED, soon), new CollectingSink());

    assertThat(runningInvocation.outcome()).isEqualTo(new InvocationOutcome.TimedOut());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
