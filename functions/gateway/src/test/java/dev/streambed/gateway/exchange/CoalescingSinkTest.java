package dev.streambed.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.streambed.gateway.domain.ResponseSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoalescingSinkTest {

  private final List<String> writes = new ArrayList<>();
  private boolean isBroken;
  private final CoalescingSink sink = new CoalescingSink(new Recorder());

  @Test
  void sendsInOneWriteWhatWasWrittenUntilAFlush() throws IOException {
    OutputStream body = sink.begin(200, Map.of());
    body.write('a');
    body.write(utf8("bc"));
    assertThat(writes).isEmpty();
    sink.flush();
    sink.flush();
    assertThat(writes).containsExactly("abc");
    body.write(utf8("d"));
    sink.finish();
    assertThat(writes).containsExactly("abc", "d", "finished");
  }

  @Test
  void keepsTheOrderAndHoldsNoMoreThanABlock() throws IOException {
    OutputStream body = sink.begin(200, Map.of());
    String large = "x".repeat(20_000);
    body.write(utf8("first"));
    body.write(utf8(large));
    assertThat(writes).containsExactly("first", large);
    writes.clear();
    StringBuilder all = new StringBuilder();
    for (int number = 0; number < 5_000; number++) {
      body.write(utf8("chunk " + number));
      all.append("chunk ").append(number);
    }
    sink.flush();
    assertThat(String.join("", writes)).isEqualTo(all.toString());
    assertThat(writes).allMatch(write -> write.length() <= 16 << 10).hasSizeLessThan(5);
  }

  @Test
  void doesNotRepeatAWriteThatFailed() throws IOException {
    OutputStream body = sink.begin(200, Map.of());
    body.write(utf8("lost"));
    isBroken = true;
    assertThatIOException().isThrownBy(sink::flush);
    isBroken = false;
    sink.flush();
    assertThat(writes).isEmpty();
  }

  @Test
  void hasNothingToSendBeforeTheResponseBegins() throws IOException {
    sink.flush();
    assertThat(writes).isEmpty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Recorder implements ResponseSink {

    @Override
    public boolean streams() {
      return true;
    }

    @Override
    public OutputStream begin(int status, Map<String, String> headers) {
      return new OutputStream() {
        @Override
        public void write(int value) throws IOException {
          write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
          if (isBroken) {
            throw new IOException("broken");
          }
          writes.add(new String(data, offset, length, StandardCharsets.UTF_8));
        }
      };
    }

    @Override
    public void finish() {
      writes.add("finished");
    }
  }
}
