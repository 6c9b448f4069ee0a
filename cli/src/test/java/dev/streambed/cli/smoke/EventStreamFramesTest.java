package dev.streambed.cli.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class EventStreamFramesTest {

  private static final byte[] TWO = concat(frame("messageStart"), frame("metadata"));

  @Test
  void readsTheTypesOfWholeFrames() {
    EventStreamFrames frames = EventStreamFrames.parse(TWO);
    assertThat(frames.fault()).isEmpty();
    assertThat(frames.types()).containsExactly("messageStart", "metadata");
  }

  @Test
  void findsEveryDamagedByte() {
    for (int at = 0; at < TWO.length; at++) {
      byte[] damaged = TWO.clone();
      damaged[at] ^= 0x40;
      assertThat(EventStreamFrames.parse(damaged).fault()).as("byte %d", at).isPresent();
    }
  }

  @Test
  void findsEveryCutFrame() {
    int first = frame("messageStart").length;
    for (int length = 1; length < TWO.length; length++) {
      boolean isWhole = length == first;
      assertThat(EventStreamFrames.parse(Arrays.copyOf(TWO, length)).fault().isEmpty())
          .as("%d bytes", length)
          .isEqualTo(isWhole);
    }
  }

  static byte[] frame(String type) {
    byte[] name = ":event-type".getBytes(StandardCharsets.UTF_8);
    byte[] value = type.getBytes(StandardCharsets.UTF_8);
    byte[] payload = "{}".getBytes(StandardCharsets.UTF_8);
    int headers = 1 + name.length + 3 + value.length;
    ByteBuffer frame = ByteBuffer.allocate(16 + headers + payload.length);
    frame.putInt(frame.capacity()).putInt(headers);
    frame.putInt(crc(frame, 8));
    frame.put((byte) name.length).put(name).put((byte) 7).putShort((short) value.length).put(value);
    frame.put(payload);
    frame.putInt(crc(frame, frame.position()));
    return frame.array();
  }

  private static int crc(ByteBuffer frame, int length) {
    CRC32 crc = new CRC32();
    crc.update(frame.duplicate().flip().limit(length));
    return (int) crc.getValue();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
