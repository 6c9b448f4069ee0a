package dev.streambed.gateway.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.streambed.gateway.fixture.EventStreamFrames;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EventFrameSplitterTest {

  @RepeatedTest(50)
  void givesTheFramesBackHoweverTheyCome(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<byte[]> frames = new ArrayList<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int number = 0; number < 50; number++) {
      byte[] frame = EventStreamFrames.claudeChunk("x".repeat(random.nextInt(3_000)));
      frames.add(frame);
      body.writeBytes(frame);
    }
    List<byte[]> split = split(body.toByteArray(), random, 1 + random.nextInt(6_000));
    assertThat(split).hasSameSizeAs(frames);
    for (int number = 0; number < frames.size(); number++) {
      assertThat(Arrays.equals(split.get(number), frames.get(number))).isTrue();
    }
  }

  @Test
  void findsNoFrameInOtherBytes() {
    EventFrameSplitter splitter = new EventFrameSplitter();
    splitter.append("<html>".getBytes(StandardCharsets.US_ASCII));
    assertThatIllegalArgumentException().isThrownBy(splitter::next);
    EventFrameSplitter shortest = new EventFrameSplitter();
    shortest.append(new byte[] {0, 0, 0, 15});
    assertThatIllegalArgumentException().isThrownBy(shortest::next);
  }

  private static List<byte[]> split(byte[] body, Random random, int longest) {
    EventFrameSplitter splitter = new EventFrameSplitter();
    List<byte[]> frames = new ArrayList<>();
    for (int from = 0; from < body.length; ) {
      int to = Math.min(body.length, from + 1 + random.nextInt(longest));
      splitter.append(Arrays.copyOfRange(body, from, to));
      from = to;
      for (byte[] frame = splitter.next(); frame != null; frame = splitter.next()) {
        frames.add(frame);
      }
    }
    return frames;
  }
}
