package dev.streambed.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streambed.local.Eventually;
import dev.streambed.local.SampleAssembly;
import dev.streambed.runtimeapi.InvocationOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function on Lambda Managed Instances, of which each environment has three invocations at once.
class ManagedInstancesTest {

  private static final int CONCURRENCY = 3;
  private static final InvocationResult COMPLETE =
      new InvocationResult.Ended(new InvocationOutcome.Complete());
  private static final InvocationResult TIMED_OUT =
      new InvocationResult.Ended(new InvocationOutcome.TimedOut());

  @TempDir private Path folder;

  @Test
  void invocationsShareAnEnvironmentAndThoseBeyondItAreThrottled() throws Exception {
    try (SampleLambda sample = inEnvironments(1)) {
      List<CompletableFuture<SampleLambda.Result>> hanging = hang(sample, CONCURRENCY);
      assertThat(sample.pids()).hasSize(1);
      assertThat(sample.call("plain").invocationResult())
          .isInstanceOf(InvocationResult.Throttled.class);
      assertThat(hanging)
          .allSatisfy(one -> assertThat(one.join().invocationResult()).isEqualTo(TIMED_OUT));
    }
  }

  @Test
  void startsAnotherEnvironmentWhenOneIsFull() throws Exception {
    try (SampleLambda sample = inEnvironments(2)) {
      hang(sample, CONCURRENCY + 1);
      assertThat(sample.pids()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void aTimeoutEndsAnInvocationAndNotItsEnvironment() throws Exception {
    try (SampleLambda sample = inEnvironments(1)) {
      CompletableFuture<SampleLambda.Result> hanging = hang(sample, 1).getFirst();
      long pid = sample.pids().getFirst();
      assertThat(hanging.join().invocationResult()).isEqualTo(TIMED_OUT);
      assertThat(sample.call("plain").invocationResult()).isEqualTo(COMPLETE);
      assertThat(sample.pids()).containsExactly(pid);
      assertThat(ProcessHandle.of(pid)).hasValueSatisfying(ProcessHandle::isAlive);
    }
  }

  @Test
  void anEnvironmentThatIsRetiredEndsAfterItsLastInvocation() throws Exception {
    try (SampleLambda sample = inEnvironments(1)) {
      CompletableFuture<SampleLambda.Result> last = begin(sample, "pieces", 1).getFirst();
      long pid = sample.pids().getFirst();
      sample.lambda().retireAll();
      assertThat(last.join().invocationResult()).isEqualTo(COMPLETE);
      Eventually.until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void tellsTheRuntimeHowManyItMayTakeAndThatLinesAreJson() throws Exception {
    try (SampleLambda sample = inEnvironments(1)) {
      assertThat(sample.call("env").text())
          .contains("\"AWS_LAMBDA_MAX_CONCURRENCY\":\"3\"")
          .contains("\"AWS_LAMBDA_INITIALIZATION_TYPE\":\"lambda-managed-instances\"")
          .contains("\"AWS_LAMBDA_LOG_FORMAT\":\"JSON\"");
    }
  }

  @Test
  void refusesWhatLambdaRefuses() {
    SampleAssembly small = assembly(1).change("Function", it -> it.put("MemorySize", 512));
    assertThatThrownBy(() -> new SampleLambda(small, 9))
        .hasMessageContaining("must have memory size greater than or equal to 2048");
  }

  private SampleLambda inEnvironments(int most) throws Exception {
    return new SampleLambda(assembly(most), 9);
  }

  private SampleAssembly assembly(int environments) {
    return SampleAssembly.in(folder).onManagedInstances(CONCURRENCY, environments);
  }

  /// Invocations that have all begun, and time out.
  private static List<CompletableFuture<SampleLambda.Result>> hang(SampleLambda sample, int number)
      throws InterruptedException {
    return begin(sample, "hang", number);
  }

  private static List<CompletableFuture<SampleLambda.Result>> begin(
      SampleLambda sample, String what, int number) throws InterruptedException {
    List<CompletableFuture<SampleLambda.Result>> begun =
        IntStream.range(0, number).mapToObj(_ -> sample.callAside(what)).toList();
    Eventually.until(() ->
        sample.lambda().timelines().stream()
                .flatMap(timeline -> timeline.invocations().stream())
                .filter(times -> times.requestId().equals("request-" + what))
                .count()
            == number);
    return begun;
  }
}
