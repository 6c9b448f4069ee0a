package dev.streambed.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.runtimeapi.Invocation;
import dev.streambed.runtimeapi.InvocationOutcome;
import dev.streambed.runtimeapi.ResponseMode;
import dev.streambed.runtimeapi.ResponseSink;
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
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(ECHO)) {
      for (byte[] event : events) {
        CapturingSink sink = new CapturingSink();
        assertThat(runtimeHarness.api.invoke(invocation(event), sink))
            .isEqualTo(new InvocationOutcome.Complete());
        assertThat(sink.bytes).isEqualTo(event);
      }
    }
  }

  @Test
  void takesAnEventOfSixMebibytes() throws Exception {
    byte[] large = new byte[6 << 20];
    large[large.length - 1] = 'x';
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(ECHO)) {
      CapturingSink sink = new CapturingSink();
      assertThat(runtimeHarness.api.invoke(invocation(large), sink))
          .isEqualTo(new InvocationOutcome.Complete());
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
    try (RuntimeHarness runtimeHarness = RuntimeHarness.with(picky)) {
      byte[] unknown = "\"completion\"".getBytes(StandardCharsets.UTF_8);
      byte[] known = "{}".getBytes(StandardCharsets.UTF_8);

      assertThat(runtimeHarness.api.invoke(invocation(unknown), new ReceivedResponse()))
          .isInstanceOf(InvocationOutcome.FunctionError.class);
      assertThat(runtimeHarness.api.invoke(invocation(known), new ReceivedResponse()))
          .isEqualTo(new InvocationOutcome.Complete());
    }
  }

  private static Invocation invocation(byte[] event) {
    return new Invocation("id", event, ResponseMode.BUFFERED, Instant.now().plusSeconds(30));
  }

  private static final class CapturingSink implements ResponseSink {
    private byte[] bytes = new byte[0];

    @Override
    public void head(String contentType, boolean streaming) {}

    @Override
    public void bytes(byte[] buffer, int offset, int length) {
      bytes = Arrays.copyOfRange(buffer, offset, offset + length);
    }
  }
}
