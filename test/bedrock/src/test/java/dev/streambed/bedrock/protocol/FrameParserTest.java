package dev.streambed.bedrock.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.streambed.bedrock.SharedTestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FrameParserTest {

  private static final byte[] ONE = FrameEncoder.event("chunk", bytes("{\"bytes\":\"e30=\"}"));
  private static final byte[] TWO = FrameEncoder.exception("modelStreamErrorException", "no");

  @Test
  void cutsFramesWhereverTheBytesAreSplit() throws IOException {
    byte[] stream = joined(ONE, TWO, ONE);
    for (int split = 0; split <= stream.length; split++) {
      FrameParser parser = new FrameParser();
      List<byte[]> frames = new ArrayList<>();
      feed(parser, Arrays.copyOfRange(stream, 0, split), frames);
      feed(parser, Arrays.copyOfRange(stream, split, stream.length), frames);
      assertThat(frames).containsExactly(ONE, TWO, ONE);
      assertThat(parser.rest()).isEmpty();
    }
  }

  @Test
  void takesAStreamByteByByte() throws IOException {
    FrameParser parser = new FrameParser();
    List<byte[]> frames = new ArrayList<>();
    for (byte octet : joined(ONE, TWO)) {
      feed(parser, new byte[] {octet}, frames);
    }
    assertThat(frames).containsExactly(ONE, TWO);
  }

  @Test
  void keepsAnUnfinishedFrame() throws IOException {
    FrameParser parser = new FrameParser();
    List<byte[]> frames = new ArrayList<>();
    feed(parser, joined(ONE, Arrays.copyOf(TWO, 20)), frames);
    assertThat(frames).containsExactly(ONE);
    assertThat(parser.rest()).isEqualTo(Arrays.copyOf(TWO, 20));
  }

  @Test
  void noticesAnyByteThatWasChangedAndLosesNoFrameBeforeIt() throws IOException {
    for (int index = 0; index < TWO.length; index++) {
      byte[] damaged = TWO.clone();
      damaged[index] ^= 0x40;
      FrameParser parser = new FrameParser();
      byte[] stream = joined(ONE, damaged, ONE);
      parser.feed(stream, stream.length);
      assertThat(parser.next()).contains(ONE);
      assertThatThrownBy(parser::next).isInstanceOf(DamagedFrameException.class);
      assertThat(parser.rest()).isEqualTo(joined(damaged, ONE));
    }
  }

  @TestFactory
  Stream<DynamicTest> takesAwsOwnGoodVectors() throws IOException {
    return vectors(true)
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> {
                  byte[] frame = Files.readAllBytes(file);
                  FrameParser parser = new FrameParser();
                  parser.feed(frame, frame.length);
                  assertThat(parser.next()).contains(frame);
                }));
  }

  @TestFactory
  Stream<DynamicTest> refusesAwsOwnBadVectors() throws IOException {
    return vectors(false)
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> {
                  byte[] frame = Files.readAllBytes(file);
                  FrameParser parser = new FrameParser();
                  parser.feed(frame, frame.length);
                  assertThatThrownBy(parser::next).isInstanceOf(DamagedFrameException.class);
                }));
  }

  private static Stream<Path> vectors(boolean areGood) throws IOException {
    Path folder = SharedTestData.folder("eventstream-vectors");
    List<Path> encoded =
        SharedTestData.files(folder, "").stream()
            .filter(file -> !file.toString().contains("decoded"))
            .filter(file -> file.toString().contains("encoded") || file.toString().contains("-rs"))
            .filter(file -> isGood(folder.relativize(file)) == areGood)
            .toList();
    assumeTrue(!encoded.isEmpty(), "needs the vectors of smithy-typescript and smithy-rs");
    return encoded.stream();
  }

  private static boolean isGood(Path vector) {
    return vector.toString().contains("/positive/")
        || vector.getFileName().toString().startsWith("valid_");
  }

  private static void feed(FrameParser parser, byte[] bytes, List<byte[]> frames)
      throws IOException {
    parser.feed(bytes, bytes.length);
    for (Optional<byte[]> frame = parser.next(); frame.isPresent(); frame = parser.next()) {
      frames.add(frame.get());
    }
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.write(part);
    }
    return joined.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
