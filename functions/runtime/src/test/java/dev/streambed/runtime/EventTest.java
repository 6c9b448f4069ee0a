package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.AnswerSink;
import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.Outcome;
import dev.streambed.runtimeapi.ResponseMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventTest {

  private static final StreamingHandler ECHO =
      (event, response, _) -> event.transferTo(response.buffer("application/octet-stream"));

  @Test
  void givesTheHandlerAnyEventByteForByte() throws Exception {
    byte[] everyByte = new byte[256];
    for (int at = 0; at < everyByte.length; at++) {
      everyByte[at] = (byte) at;
    }
    byte[][] events = {
      new byte[0],
      "null".getBytes(StandardCharsets.UTF_8),
      "{\"Records\":[]}".getBytes(StandardCharsets.UTF_8),
      "not JSON at all".getBytes(StandardCharsets.UTF_8),
      everyByte
    };
    try (Stage stage = Stage.with(ECHO)) {
      for (byte[] event : events) {
        CapturingSink sink = new CapturingSink();
        assertThat(stage.api.invoke(invocation(event), sink)).isEqualTo(new Outcome.Complete());
        assertThat(sink.bytes).isEqualTo(event);
      }
    }
  }

  @Test
  void takesAnEventOfSixMebibytes() throws Exception {
    byte[] large = new byte[6 << 20];
    large[large.length - 1] = 'x';
    try (Stage stage = Stage.with(ECHO)) {
      CapturingSink sink = new CapturingSink();
      assertThat(stage.api.invoke(invocation(large), sink)).isEqualTo(new Outcome.Complete());
      assertThat(sink.bytes).isEqualTo(large);
    }
  }

  @Test
  void goesOnWhenAHandlerCannotMakeAnythingOfAnEvent() throws Exception {
    StreamingHandler picky =
        (event, response, _) -> {
          if (event.read() != '{') {
            throw new IllegalArgumentException();
          }
          response.buffer("text/plain").write('y');
        };
    try (Stage stage = Stage.with(picky)) {
      byte[] unknown = "\"completion\"".getBytes(StandardCharsets.UTF_8);
      byte[] known = "{}".getBytes(StandardCharsets.UTF_8);

      assertThat(stage.api.invoke(invocation(unknown), new Received()))
          .isInstanceOf(Outcome.FunctionError.class);
      assertThat(stage.api.invoke(invocation(known), new Received()))
          .isEqualTo(new Outcome.Complete());
    }
  }

  private static Invocation invocation(byte[] event) {
    return new Invocation("id", event, ResponseMode.BUFFERED, Instant.now().plusSeconds(30));
  }

  private static final class CapturingSink implements AnswerSink {
    private byte[] bytes = new byte[0];

    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      bytes = Arrays.copyOfRange(buffer, offset, offset + length);
    }
  }
}
