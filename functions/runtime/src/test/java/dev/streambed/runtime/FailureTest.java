package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class FailureTest {

  private static final Prelude OK = Prelude.of(FrontDoor.FUNCTION_URL, 200);
  private static final String SECRET = "sk-this-must-never-leave";

  private final ReceivedResponse receivedResponse = new ReceivedResponse();

  @Test
  void reportsAFailureBeforeTheFirstByteAsAnError() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          response.stream(OK);
          throw new IllegalStateException(SECRET, new IOException(SECRET));
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      InvocationOutcome invocationOutcome = runtimeHarness.streamed(receivedResponse);

      assertThat(invocationOutcome)
          .isEqualTo(
              new InvocationOutcome.FunctionError(
                  "Function.HandlerError",
                  "{\"errorType\":\"java.lang.IllegalStateException\","
                      + "\"errorMessage\":\"The handler failed.\",\"stackTrace\":[]}"));
      assertThat(receivedResponse.text()).isEmpty();
      assertThat(runtimeHarness.wire.all("POST", "/response")).isEmpty();
      assertThat(runtimeHarness.wire.answered("POST", "/error").headers.first("Content-Type"))
          .isEqualTo("application/json");
    }
  }

  @Test
  void endsAnAnswerThatFailsAfterTheFirstByteWithTrailers() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          write(response.stream(OK), "begun");
          throw new IllegalStateException(SECRET);
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      InvocationOutcome invocationOutcome = runtimeHarness.streamed(receivedResponse);

      assertThat(invocationOutcome)
          .isEqualTo(
              new InvocationOutcome.CompleteWithError(
                  "Function.HandlerError",
                  "{\"errorType\":\"java.lang.IllegalStateException\","
                      + "\"errorMessage\":\"The handler failed.\",\"stackTrace\":[]}"));
      assertThat(receivedResponse.body()).isEqualTo("begun");
      assertThat(runtimeHarness.wire.all("POST", "/error")).isEmpty();
    }
  }

  @Test
  void writesTheErrorBodyTrailerAsOneLineOfBase64() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          write(response.stream(OK), "begun");
          throw new AVeryLongNameOfAnExceptionThatWouldTakeMoreThanOneLineOfMimeStyleBase64();
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      runtimeHarness.streamed(receivedResponse);

      WireRecording.Request request = runtimeHarness.wire.answered("POST", "/response");
      assertThat(request.trailers).hasSize(2);
      assertThat(request.trailers.get(0).name()).isEqualTo("Lambda-Runtime-Function-Error-Type");
      assertThat(request.trailers.get(1).name()).isEqualTo("Lambda-Runtime-Function-Error-Body");
      assertThat(request.trailers.get(1).value()).matches("[A-Za-z0-9+/]{150,}={0,2}");
      assertThat(request.chunks).endsWith(5L, 0L);
    }
  }

  @Test
  void tellsTheLogWhatFailedAndWhereButNeverAnExceptionsMessage() throws Exception {
    StreamingHandler handler =
        (_, _, _) -> {
          throw new IllegalStateException(SECRET, new IOException(SECRET));
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      runtimeHarness.streamed(receivedResponse);
      runtimeHarness.awaitLog("\n");

      assertThat(runtimeHarness.log())
          .startsWith("[ERROR] the handler failed before its answer began (request id-1) ")
          .contains("java.lang.IllegalStateException at dev.streambed.runtime.FailureTest")
          .contains("caused by java.io.IOException at ")
          .doesNotContain(SECRET)
          .containsOnlyOnce("\n");
    }
  }

  @Test
  void seesAFailureInsideATryWithResourcesBeforeTheFirstByte() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          try (OutputStream _ = response.stream(OK)) {
            throw new IllegalStateException();
          }
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.FunctionError.class);
    }
  }

  @Test
  void seesAFailureInsideATryWithResourcesAfterTheFirstByte() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          try (OutputStream body = new BufferedOutputStream(response.stream(OK))) {
            write(body, "begun");
            throw new IllegalStateException();
          }
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.CompleteWithError.class);
      assertThat(receivedResponse.body()).isEqualTo("begun");
    }
  }

  @Test
  void canStillChooseAnotherStatusBeforeTheFirstByte() throws Exception {
    StreamingHandler handler =
        (_, response, _) -> {
          response.stream(OK);
          assertThat(response.started()).isFalse();
          write(response.stream(Prelude.of(FrontDoor.FUNCTION_URL, 503)), "sorry");
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      runtimeHarness.streamed(receivedResponse);

      assertThat(receivedResponse.prelude()).isEqualTo("{\"statusCode\":503}");
      assertThat(receivedResponse.body()).isEqualTo("sorry");
    }
  }

  @Test
  void refusesAPreludeThatIsTooLargeBeforeAnythingIsSent() throws Exception {
    Prelude large = OK.withHeader("X-Large", "x".repeat(16_000));
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.stream(large), "x"))) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.FunctionError.class);
      assertThat(runtimeHarness.wire.all("POST", "/response")).isEmpty();
    }
  }

  @Test
  void refusesAContentTypeThatWouldAddAHeader() throws Exception {
    String injected = "text/plain\r\nX-Injected: yes";
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.stream(injected), "x"))) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.FunctionError.class);
    }
    try (RuntimeHarness runtimeHarness =
        RuntimeHarness.with((_, response, _) -> write(response.buffer(injected), "x"))) {
      assertThat(runtimeHarness.streamed(receivedResponse))
          .isInstanceOf(InvocationOutcome.FunctionError.class);
    }
  }

  @Test
  void echoesWhichAttemptFailed() throws Exception {
    StreamingHandler handler =
        (_, _, _) -> {
          throw new IllegalStateException();
        };
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(handler)) {
      runtimeHarness.api.invoke(
          runtimeHarness.invocation(ResponseMode.STREAMED).withInvocationId("attempt-7"),
          receivedResponse);

      WireRecording.Request request = runtimeHarness.wire.answered("POST", "/error");
      assertThat(request.headers.first("Lambda-Runtime-Invocation-Id")).isEqualTo("attempt-7");
    }
  }

  private static final class AVeryLongNameOfAnExceptionThatWouldTakeMoreThanOneLineOfMimeStyleBase64
      extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
