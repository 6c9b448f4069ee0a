package dev.streambed.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.Eventually;
import dev.streambed.local.SampleAssembly;
import dev.streambed.local.domain.Json;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class LambdaTest {

  private static final InvocationResult COMPLETE =
      new InvocationResult.Ended(new InvocationOutcome.Complete());

  @TempDir private Path folder;
  private SampleLambda sample;

  @BeforeEach
  void start() throws Exception {
    sample = new SampleLambda(SampleAssembly.in(folder), 2);
  }

  @AfterEach
  void stop() {
    sample.close();
  }

  @Test
  void passesAnAnswerOn() throws Exception {
    SampleLambda.Result result = sample.call("pieces");
    assertThat(result.invocationResult()).isEqualTo(COMPLETE);
    assertThat(result.contentType())
        .isEqualTo("application/vnd.awslambda.http-integration-response");
    assertThat(result.text())
        .isEqualTo("{\"statusCode\":200}" + "\0".repeat(8) + "piece 0\npiece 1\npiece 2\n");
  }

  @Test
  void tellsTheRuntimeWhichFunctionWasInvoked() throws Exception {
    assertThat(sample.call("headers").text())
        .contains("\"Lambda-Runtime-Aws-Request-Id\":\"request-headers\"")
        .contains("\"Lambda-Runtime-Invoked-Function-Arn\":\"" + sample.arn() + ":live\"")
        .contains("\"Lambda-Runtime-Trace-Id\":\"Root=1-0-0\"")
        .contains("\"Lambda-Runtime-Deadline-Ms\":")
        .contains("\"Lambda-Runtime-Invocation-Id\":");
  }

  @Test
  void answersToVersionAliasAndPlainArn() throws Exception {
    for (String arn : List.of(sample.arn(), sample.arn() + ":1", sample.arn() + ":$LATEST")) {
      assertThat(sample.call(arn, ResponseMode.BUFFERED, "plain").invocationResult())
          .isEqualTo(COMPLETE);
    }
    assertThat(sample.call(sample.arn() + ":2", ResponseMode.BUFFERED, "plain").invocationResult())
        .isEqualTo(new InvocationResult.Unknown());
  }

  @Test
  void usesTheSameProcessAgain() throws Exception {
    sample.call("plain");
    List<Long> first = sample.pids();
    for (int call = 0; call < 20; call++) {
      assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
    }
    assertThat(sample.pids()).isEqualTo(first).hasSize(1);
  }

  @Test
  void startsAnotherProcessUnderLoadAndThrottlesBeyondTheLimit() throws Exception {
    CompletableFuture<SampleLambda.Result> one = sample.callAside("hang");
    CompletableFuture<SampleLambda.Result> two = sample.callAside("hang");
    awaitBegun("hang", 2);
    assertThat(sample.call("plain").invocationResult())
        .isEqualTo(new InvocationResult.Throttled("ConcurrentInvocationLimitExceeded"));
    assertThat(sample.pids()).hasSize(2);
    assertThat(one.join().invocationResult())
        .isEqualTo(new InvocationResult.Ended(new InvocationOutcome.TimedOut()));
    assertThat(two.join().invocationResult())
        .isEqualTo(new InvocationResult.Ended(new InvocationOutcome.TimedOut()));
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
  }

  @Test
  void servesManyMoreCallersThanItCanStartAtOnce() throws Exception {
    sample.close();
    sample = new SampleLambda(SampleAssembly.in(Files.createDirectory(folder.resolve("more"))), 50);
    List<CompletableFuture<SampleLambda.Result>> calls = new ArrayList<>();
    for (int caller = 0; caller < 20; caller++) {
      calls.add(sample.callAside("pieces"));
    }
    for (CompletableFuture<SampleLambda.Result> call : calls) {
      assertThat(call.join().invocationResult()).isEqualTo(COMPLETE);
    }
    // An invocation that waits for a start uses an environment that becomes idle instead.
    assertThat(sample.pids()).hasSizeBetween(1, 20);
    assertThat(sample.pids()).doesNotHaveDuplicates();
  }

  @Test
  void replacesAProcessThatCrashed() throws Exception {
    sample.call("plain");
    List<Long> crashed = sample.pids();
    assertThat(sample.call("crash").invocationResult())
        .isIn(
            new InvocationResult.Ended(new InvocationOutcome.RuntimeExited()),
            new InvocationResult.Ended(new InvocationOutcome.Truncated()));
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
    assertThat(sample.pids()).hasSize(1).doesNotContainAnyElementsOf(crashed);
  }

  @Test
  void tellsAnAnswerThatBrokeOffFromAWholeOne() throws Exception {
    SampleLambda.Result result = sample.call("crash-late");
    assertThat(result.invocationResult())
        .isIn(
            new InvocationResult.Ended(new InvocationOutcome.RuntimeExited()),
            new InvocationResult.Ended(new InvocationOutcome.Truncated()));
    assertThat(result.text()).endsWith("first piece");
    assertThat(sample.call("cut-late").invocationResult())
        .isEqualTo(new InvocationResult.Ended(new InvocationOutcome.Truncated()));
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
  }

  @Test
  void replacesAProcessThatWasKilledWhileIdle() throws Exception {
    sample.call("plain");
    long pid = sample.pids().getFirst();
    assertThat(sample.lambda().kill(pid)).isTrue();
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
    assertThat(sample.lambda().kill(pid)).isFalse();
  }

  @Test
  void killsWhatPassesItsTimeout() throws Exception {
    sample.call("plain");
    long pid = sample.pids().getFirst();
    long begun = System.nanoTime();
    assertThat(sample.call("hang").invocationResult())
        .isEqualTo(new InvocationResult.Ended(new InvocationOutcome.TimedOut()));
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    awaitEnd(pid);
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
  }

  @Test
  void givesNoEventToAProcessThatIsBusyAfterItsAnswer() throws Exception {
    assertThat(sample.call("end-early").invocationResult()).isEqualTo(COMPLETE);
    assertThat(sample.lambda().timelines().getFirst().state())
        .isEqualTo(EnvironmentTimeline.State.BUSY);
    long pid = sample.pids().getFirst();
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
    assertThat(sample.pids()).hasSize(2).contains(pid);
    Eventually.until(() ->
        sample.lambda().timelines().stream()
            .allMatch(timeline -> timeline.state() == EnvironmentTimeline.State.IDLE));
  }

  @Test
  void keepsAFunctionsErrorAndItsProcess() throws Exception {
    assertThat(sample.call("throw").invocationResult())
        .isEqualTo(
            new InvocationResult.Ended(
                new InvocationOutcome.FunctionError(
                    "Function.Sample", "{\"errorType\":\"Sample\"}")));
    List<Long> pids = sample.pids();
    assertThat(sample.call("throw-late").invocationResult())
        .isEqualTo(
            new InvocationResult.Ended(
                new InvocationOutcome.CompleteWithError("Function.Sample", "{}")));
    assertThat(sample.pids()).isEqualTo(pids);
  }

  @Test
  void refusesAnEventThatIsTooLarge() throws Exception {
    InvocationRequest invocationRequest =
        new InvocationRequest(
            sample.arn(), "r", new byte[(6 << 20) + 1], ResponseMode.BUFFERED, "");
    assertThat(
            sample
                .lambda()
                .invoke(invocationRequest, new dev.streambed.local.http.BufferedResponse()))
        .isEqualTo(new InvocationResult.EventTooLarge(6 << 20));
  }

  @Test
  void makesTheNextCallColdWhenAllAreRetired() throws Exception {
    sample.call("plain");
    long pid = sample.pids().getFirst();
    CompletableFuture<SampleLambda.Result> busy = sample.callAside("pieces");
    awaitBegun("pieces", 1);
    sample.lambda().retireAll();
    assertThat(busy.join().invocationResult()).isEqualTo(COMPLETE);
    assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
    awaitEnd(pid);
    assertThat(sample.pids()).hasSize(1).doesNotContain(pid);
  }

  @Test
  void startsAProcessAheadWhenAsked() throws Exception {
    sample.lambda().warmUp();
    EnvironmentTimeline ahead = sample.lambda().timelines().getFirst();
    assertThat(ahead.state()).isEqualTo(EnvironmentTimeline.State.IDLE);
    assertThat(ahead.ready()).isGreaterThan(ahead.spawned());
    sample.call("plain");
    EnvironmentTimeline after = sample.lambda().timelines().getFirst();
    assertThat(after.pid()).isEqualTo(ahead.pid());
    EnvironmentTimeline.InvocationTimes invocationTimes = after.invocations().getFirst();
    assertThat(invocationTimes.requestId()).isEqualTo("request-plain");
    assertThat(
            List.of(
                ahead.ready(),
                invocationTimes.begun(),
                invocationTimes.answered(),
                invocationTimes.ended()))
        .isSorted();
  }

  @Test
  void forwardsWhatAFunctionPrintsLineByLine() throws Exception {
    sample.call("log");
    Eventually.until(() -> sample.log().size() >= 2);
    assertThat(sample.log())
        .containsExactlyInAnyOrder("{\"level\":\"INFO\",\"message\":\"ünïcode\"}", "to stderr");
  }

  @Test
  void logsItselfOnlyFromTheLevelThatIsConfigured() throws Exception {
    sample.call("plain");
    assertThat(sample.log()).isEmpty();
    sample.call("throw");
    assertThat(sample.log()).hasSize(1);
    byte[] line = sample.log().getFirst().getBytes(StandardCharsets.UTF_8);
    JsonNode event = Json.parse(line).orElseThrow();
    assertThat(event.path("type").asText()).isEqualTo("platform.report");
    assertThat(event.path("record").path("requestId").asText()).isEqualTo("request-throw");
    assertThat(event.path("record").path("errorType").asText()).isEqualTo("Function.Sample");
    assertThat(event.path("record").path("metrics").path("memorySizeMB").asInt()).isEqualTo(256);
  }

  @Test
  void leavesNoProcessBehind() throws Exception {
    sample.call("plain");
    CompletableFuture<SampleLambda.Result> hanging = sample.callAside("hang");
    awaitBegun("hang", 1);
    List<Long> pids = sample.pids();
    sample.close();
    for (long pid : pids) {
      awaitEnd(pid);
    }
    assertThat(hanging.join().invocationResult())
        .isEqualTo(new InvocationResult.Ended(new InvocationOutcome.RuntimeExited()));
    assertThat(sample.call("plain").invocationResult())
        .isInstanceOf(InvocationResult.Throttled.class);
  }

  private void awaitBegun(String what, int count) throws InterruptedException {
    Eventually.until(() ->
        sample.lambda().timelines().stream()
                .flatMap(timeline -> timeline.invocations().stream())
                .filter(invocationTimes -> invocationTimes.requestId().equals("request-" + what))
                .count()
            == count);
  }

  private static void awaitEnd(long pid) throws InterruptedException {
    Eventually.until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }
}
