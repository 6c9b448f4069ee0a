package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.ModelId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTokensTest {

  private static final ImageTokens NEWEST = of("global.anthropic.claude-opus-5-5");
  private static final ImageTokens EARLIER = of("anthropic.claude-haiku-4-5-20251001-v1:0");
  private static final ImageTokens NOVA = of("amazon.nova-pro-v1:0");

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void readsTheSizeFromTheHeader(String format) {
    byte[] image = SampleImages.encoded(format, 641, 87);
    assertThat(ImageSize.isImage(image)).isTrue();
    assertThat(ImageSize.read(image)).contains(new ImageSize(641, 87));
  }

  @ParameterizedTest
  @CsvSource({
    // Lossy: the frame's start code, then 14 bits each.
    "5650382000000000000000 9d012a 8102 5700, 641, 87",
    // Lossless: a signature, then 14 bits each, one less.
    "5650384c000000002f 80822500 00000000000000, 641, 151",
    // Extended: three bytes each, one less.
    "5650385800000000 00000000 800200 560000, 641, 87",
  })
  void readsTheThreeKindsOfWebp(String chunk, int width, int height) {
    byte[] image = HexFormat.of().parseHex(("52494646ffffffff57454250" + chunk).replace(" ", ""));
    assertThat(ImageSize.read(image)).contains(new ImageSize(width, height));
  }

  @Test
  void passesOverTheThumbnailInAPhotograph() {
    byte[] photograph = SampleImages.encoded("jpg", 4000, 30);
    byte[] thumbnail = SampleImages.encoded("jpg", 160, 120);
    byte[] joined = new byte[2 + 4 + thumbnail.length + photograph.length - 2];
    joined[0] = (byte) 0xff;
    joined[1] = (byte) 0xd8;
    joined[2] = (byte) 0xff;
    joined[3] = (byte) 0xe1;
    joined[4] = (byte) ((thumbnail.length + 2) >> 8);
    joined[5] = (byte) (thumbnail.length + 2);
    System.arraycopy(thumbnail, 0, joined, 6, thumbnail.length);
    System.arraycopy(photograph, 2, joined, 6 + thumbnail.length, photograph.length - 2);
    assertThat(ImageSize.read(joined)).contains(new ImageSize(4000, 30));
  }

  @Test
  void countsAGifAsLargeAsItsFirstPicture() {
    byte[] image = SampleImages.encoded("gif", 641, 87);
    Arrays.fill(image, 6, 10, (byte) 0);
    image[6] = 1;
    image[8] = 1;
    assertThat(ImageSize.read(image)).contains(new ImageSize(641, 87));
  }

  @Test
  void doesNotReadWhatIsCutOffOrSenseless() {
    for (String format : new String[] {"png", "jpg", "gif"}) {
      byte[] image = SampleImages.encoded(format, 641, 87);
      for (int length = 0; length < Math.min(image.length, 700); length++) {
        ImageSize.read(Arrays.copyOf(image, length))
            .ifPresent(size -> assertThat(size).isEqualTo(new ImageSize(641, 87)));
      }
    }
    byte[] empty = SampleImages.png(1, 1);
    Arrays.fill(empty, 16, 24, (byte) 0);
    assertThat(ImageSize.read(empty)).isEmpty();
    assertThat(ImageSize.isImage("GIF87".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(NEWEST.of(ImageSize.read(empty))).isEqualTo(4800);
    assertThat(EARLIER.of(ImageSize.read(empty))).isEqualTo(1600);
  }

  /// Public measurements of Claude Haiku 4.5 and Opus 5.5, without the prompt's own 65 and 77
  /// tokens.
  @ParameterizedTest
  @CsvSource({
    "256, 256, 100, 100",
    "512, 512, 361, 361",
    "768, 768, 784, 784",
    "1024, 1024, 1369, 1369",
    "1280, 720, 1196, 1196",
    "1920, 1080, 1560, 2691",
    "1080, 1920, 1560, 2691",
    "2560, 1440, 1592, 2992",
    "4032, 3024, 1596, 3928",
  })
  void countsAtLeastWhatClaudeCounts(int width, int height, long earlier, long newest) {
    Optional<ImageSize> size = Optional.of(new ImageSize(width, height));
    assertThat(EARLIER.of(size)).isBetween(earlier, earlier * 11 / 10 + 16);
    assertThat(NEWEST.of(size)).isBetween(newest, newest * 17 / 10 + 16);
  }

  /// What AWS estimates for Nova.
  @ParameterizedTest
  @CsvSource({"900, 450, 800", "900, 900, 1300", "1400, 900, 1800", "1800, 900, 2400"})
  void countsAtLeastWhatNovaCounts(int width, int height, long tokens) {
    assertThat(NOVA.of(Optional.of(new ImageSize(width, height))))
        .isBetween(tokens, tokens * 14 / 10);
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-3-haiku-20240307-v1:0, 1600",
    "us.anthropic.claude-3-7-sonnet-20250219-v1:0, 1600",
    "anthropic.claude-opus-4-20250514-v1:0, 1600",
    "global.anthropic.claude-sonnet-4-6, 1600",
    "global.anthropic.claude-opus-4-7, 4800",
    "anthropic.claude-sonnet-5, 4800",
    "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-5-5, 4800",
    "arn:aws:bedrock:us-east-1:1:application-inference-profile/abc, 16400",
    "qwen.qwen3-vl-235b-a22b, 16400",
  })
  void knowsWhichModelsSeeMore(String model, long most) {
    assertThat(of(model).most()).isEqualTo(most);
  }

  private static ImageTokens of(String model) {
    return ImageTokens.of(new ModelId(model));
  }
}
