package dev.streambed.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InitPhaseTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String ERROR =
      "Lambda-Runtime-Function-Error-Type: Function.Broken\r\nContent-Type: application/json\r\n";

  @Test
  void isReadyWhenTheRuntimeAsksForItsFirstEvent() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      runtime.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
      assertThat(api.awaitIdle(TIMEOUT)).isTrue();
    }
  }

  @Test
  void saysThatNothingHappened() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      assertThat(api.awaitInit(Duration.ofMillis(1))).isEqualTo(new InitPhase.TimedOut());
      assertThat(api.awaitIdle(Duration.ofMillis(1))).isFalse();
    }
  }

  @Test
  void tellsAnInitErrorAndGivesNoEventAfterIt() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      assertThat(runtime.post("init/error", ERROR, "{}").status()).isEqualTo(202);

      assertThat(api.awaitInit(TIMEOUT))
          .isEqualTo(new InitPhase.InitError("Function.Broken", "{}"));
      assertThat(runtime.get("invocation/next").status()).isEqualTo(403);
    }
  }

  @Test
  void refusesAnInitErrorOnceTheRuntimeIsReady() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime asking = new RawRuntime(api);
        RawRuntime failing = new RawRuntime(api)) {
      asking.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");
      api.awaitInit(TIMEOUT);

      RawRuntime.Answer answer = failing.post("init/error", ERROR, "{}");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("InvalidStateTransition");
    }
  }

  @Test
  void saysThatTheProcessEndedBeforeItWasReady() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand())) {
      api.runtimeExited();

      assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Exited());
    }
  }

  @Test
  void holdsASnapshottedRuntimeUntilItIsRestored() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand().withSnapStart());
        RawRuntime runtime = new RawRuntime(api);
        RawRuntime early = new RawRuntime(api)) {
      runtime.send("GET " + RawRuntime.ROOT + "restore/next HTTP/1.1\r\n\r\n");
      assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.AwaitingRestore());
      assertThat(early.get("invocation/next").status()).isEqualTo(403);

      api.restore();

      assertThat(runtime.answer().status()).isEqualTo(200);
      runtime.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");
      assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
    }
  }

  @Test
  void letsASnapshottedRuntimeLeaveTheRestoreOut() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand().withSnapStart());
        RawRuntime runtime = new RawRuntime(api)) {
      runtime.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");

      assertThat(api.awaitInit(TIMEOUT)).isEqualTo(new InitPhase.Ready());
      assertThatThrownBy(api::restore).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void tellsARestoreErrorOnEitherRoute() throws Exception {
    for (String route : new String[] {"restore/error", "init/error"}) {
      try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand().withSnapStart());
          RawRuntime runtime = new RawRuntime(api)) {
        runtime.send("GET " + RawRuntime.ROOT + "restore/next HTTP/1.1\r\n\r\n");
        api.awaitInit(TIMEOUT);
        api.restore();
        runtime.answer();

        assertThat(runtime.post(route, ERROR, "{}").status()).isEqualTo(202);

        assertThat(api.awaitInit(TIMEOUT))
            .isEqualTo(new InitPhase.RestoreError("Function.Broken", "{}"));
      }
    }
  }

  @Test
  void knowsTheRestoreRoutesOnlyUnderSnapStart() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      assertThat(runtime.get("restore/next").status()).isEqualTo(404);
      assertThat(runtime.post("restore/error", ERROR, "{}").status()).isEqualTo(404);
    }
  }

  @Test
  void stopsWhileTheRuntimeWaits() throws Exception {
    try (RuntimeApi api = RuntimeApi.start(RuntimeApiSettings.onDemand());
        RawRuntime runtime = new RawRuntime(api)) {
      runtime.send("GET " + RawRuntime.ROOT + "invocation/next HTTP/1.1\r\n\r\n");
      api.awaitInit(TIMEOUT);

      Thread.ofVirtual().start(api::close);

      assertThat(runtime.isClosedByServer()).isTrue();
    }
  }
}
