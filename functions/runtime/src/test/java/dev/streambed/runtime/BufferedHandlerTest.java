package dev.streambed.runtime;

import static dev.streambed.runtime.StreamedResponseTest.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The stock runtime gives a handler an event and a stream, and posts what is in the stream.
class BufferedHandlerTest {

  private static final Prelude OK =
      Prelude.of(FrontDoor.REST_API, 200).withHeader("Content-Type", "text/event-stream");

  @Test
  void turnsAStreamedHttpAnswerIntoProxyJson() throws IOException {
    StreamingHandler handler = (event, response, _) -> event.transferTo(response.stream(OK));

    assertThat(answer(handler))
        .isEqualTo(
            "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"text/event-stream\"},"
                + "\"body\":\"an event\",\"isBase64Encoded\":false}");
  }

  @Test
  void passesOtherAnswersOnAsTheyAre() throws IOException {
    assertThat(answer((_, response, _) -> write(response.buffer("a/b"), "[1]"))).isEqualTo("[1]");
    assertThat(answer((_, response, _) -> write(response.stream("a/b"), "raw"))).isEqualTo("raw");
    assertThat(answer((_, _, _) -> {})).isEmpty();
  }

  @Test
  void neverBeginsSoThatAHandlerCanAlwaysChooseAnew() throws IOException {
    StreamingHandler handler =
        (_, response, _) -> {
          response.stream(OK).write(new byte[100]);
          assertThat(response.started()).isFalse();
          response.proxy(Prelude.of(FrontDoor.REST_API, 500));
        };

    assertThat(answer(handler))
        .isEqualTo("{\"statusCode\":500,\"body\":\"\",\"isBase64Encoded\":false}");
  }

  @Test
  void letsTheHandlersFailuresPass() {
    assertThatThrownBy(() ->
            answer((_, _, _) -> {
              throw new IOException("its own");
            }))
        .isInstanceOf(IOException.class)
        .hasMessage("its own");
    assertThatThrownBy(() ->
            answer((_, _, _) -> {
              throw new Exception("its own");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the handler failed");
    assertThatThrownBy(() ->
            answer((_, _, _) -> {
              throw new InterruptedException();
            }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void refusesAnAnswerThatLambdaWouldRefuse() {
    byte[] large = new byte[(6 << 20) + 101];

    assertThatThrownBy(() -> answer((_, response, _) -> response.stream(OK).write(large)))
        .isInstanceOf(IOException.class)
        .hasMessage("the buffered answer is larger than 6291556 bytes");
  }

  private static String answer(StreamingHandler handler) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    byte[] event = "an event".getBytes(StandardCharsets.UTF_8);
    new BufferedHandler(handler).handleRequest(new ByteArrayInputStream(event), output, context());
    return output.toString(StandardCharsets.UTF_8);
  }

  private static Context context() {
    Invocation invocation = new Invocation("id", "", 0, "", "", "", "", "", new byte[0]);
    Log log = new Log(System.out, MillisClock.SYSTEM, "Text", "");
    return new InvocationContext(invocation, FunctionInfo.from(Map.of()), log, MillisClock.SYSTEM);
  }
}
