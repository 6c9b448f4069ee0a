package dev.streambed.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ModelListTest {

  @Test
  void isWhatCallersNameTheModelsBy() {
    var arn = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc";
    var models =
        List.of(
            BedrockModel.of("amazon.nova-lite-v1:0"),
            BedrockModel.of("eu.amazon.nova-lite-v1:0"),
            BedrockModel.applicationProfile(arn, "amazon.nova-lite-v1:0"),
            BedrockModel.of("amazon.nova-lite-v1:0"));
    assertThat(ModelList.of(models, ModelList.MOST_CHARACTERS))
        .contains("amazon.nova-lite-v1:0,eu.amazon.nova-lite-v1:0," + arn);
  }

  @Test
  void isCompressedWhenThereAreMany() throws IOException {
    var models = many(80, index -> "anthropic.claude-sonnet-" + index + "-20250929-v1:0");
    var value = ModelList.of(models, ModelList.MOST_CHARACTERS).orElseThrow();
    assertThat(value).startsWith("gzip:").hasSizeLessThan(1000);
    assertThat(unzipped(value))
        .isEqualTo(models.stream().map(BedrockModel::modelId).collect(Collectors.joining(",")));
  }

  @Test
  void isLeftOutRatherThanTooLongForLambda() {
    var random = new Random(7);
    var models = many(300, _ -> "p.m-" + Long.toHexString(random.nextLong()) + "-v1:0");
    assertThat(ModelList.of(models, ModelList.MOST_CHARACTERS)).isEmpty();
    var template = SampleProps.of(SampleProps.least().toBuilder().models(models.get(0)).build());
    assertThat(
            template.only("AWS::Lambda::Function").text("/Environment/Variables/STREAMBED_MODELS"))
        .isEqualTo(models.get(0).modelId());
  }

  private static List<BedrockModel> many(int count, IntFunction<String> id) {
    return IntStream.range(0, count).mapToObj(id).map(BedrockModel::of).toList();
  }

  private static String unzipped(String value) throws IOException {
    var bytes = Base64.getDecoder().decode(value.substring("gzip:".length()));
    try (var text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
