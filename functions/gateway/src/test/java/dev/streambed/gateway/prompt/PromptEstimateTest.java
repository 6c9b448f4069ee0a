package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.streambed.gateway.domain.ModelId;
import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which parts of a request count as text.
class PromptEstimateTest {

  private static final String CLAUDE = "anthropic.claude-sonnet-4-5-20250929-v1:0";

  /// More than an image of 300 by 200 pixels is, and less than any text below.
  private static final long ONE_IMAGE = 400;

  private static final String IMAGE =
      Base64.getEncoder().encodeToString(SampleImages.png(300, 200));
  private static final String TEXT = IMAGE + "A/+b".repeat(10_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'%s'}}",
        "{'source':{'data':'%s','media_type':'image/png','type':'base64'},'type':'image'}",
        "{'type':'tool_result','content':[{'type':'image','source':{'type':'base64',"
            + "'media_type':'image/png','data':'%s'}}]}",
        "{'image':{'format':'png','source':{'bytes':'%s'}}}",
        "{'image' : {'source': {'bytes' :\n '%s'}, 'format': 'png'}}",
        "{'toolResult':{'content':[{'image':{'format':'png','source':{'bytes':'%s'}}}]}}",
        "{'type':'image_url','image_url':{'url':'data:image/png;base64,%s'}}",
        "{'type':'image_url','image_url':'data:image\\/png;base64,%s'}",
      })
  void takesImagesForWhatTheyShowWhereModelsHaveThem(String part) {
    assertThat(inMessage(part, TEXT)).isBetween(60L, ONE_IMAGE);
    assertThat(inMessage(part, TEXT.replace("/", "\\/"))).isBetween(60L, ONE_IMAGE);
    assertThat(inMessage(part, TEXT.replace("/", "\\u002f"))).isBetween(60L, ONE_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'inputImage':'%s'}",
        "{'images':['%s']}",
        "{'images':['data:image/png;base64,%s'],'input_type':'image'}",
        "{'inputs':[{'content':[{'type':'image_url','image_url':"
            + "{'url':'data:image/png;base64,%s'}}]}]}",
        "{'singleEmbeddingParams':{'image':{'format':'png','source':{'bytes':'%s'}}}}",
      })
  void takesTheImagesOfEmbeddingsForWhatTheyShow(String body) {
    assertThat(input(CLAUDE, body.replace('\'', '"').formatted(TEXT))).isBetween(60L, ONE_IMAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'text','text':'%s'}",
        "{'type':'text','text':'data:image/png;base64,%s'}",
        "{'type':'text','text':'\\'data\\':\\'%s'}",
        "{'type':'tool_use','input':{'image':{'format':'png','source':{'bytes':'%s'}}}}",
        "{'type':'tool_use','input':{'source':{'type':'base64','data':'%s'}}}",
        "{'toolUse':{'input':{'image':{'source':{'bytes':'%s'}}}}}",
        "{'toolResult':{'content':[{'json':{'image':{'source':{'bytes':'%s'}}}}]}}",
        "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'%s'}}",
        "{'source':{'type':'base64','type':'text','media_type':'image/png','data':'%s'}}",
        "{'source':{'media_type':'image/png','data':'%s'}}",
        "{'document':{'format':'txt','source':{'text':'%s'}}}",
        "{'data':'%s'}",
        "{'bytes':'%s'}",
        "{'image':{'format':'png','bytes':'%s'}}",
      })
  void takesTextForTextWhateverItLooksLike(String part) {
    assertThat(inMessage(part, TEXT)).isGreaterThan(30_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'metadata':'%s'}", "{'texts':['%s']}", "{'prompt':'%s'}", "{'system':'%s'}"})
  void takesTextOutsideOfMessagesForText(String body) {
    assertThat(input(CLAUDE, body.replace('\'', '"').formatted(TEXT))).isGreaterThan(30_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "md", "csv", "html", "new", "TXT"})
  void readsADocumentOfTextThatBeginsLikeSomethingElse(String format) {
    for (String beginning : new String[] {"GIF89a", "%PDF-1.4 /Type /Page ", "PK\u0003\u0004"}) {
      String text = beginning + "seven hundred dogs ".repeat(3000);
      String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      String part = "{'document':{'source':{'bytes':'%s'},'format':'" + format + "'}}";
      assertThat(inMessage(part, encoded)).isBetween(PublicTokenizers.present(text), 45_000L);
    }
  }

  @Test
  void takesForTextWhatIsNoImageWhereOneShouldStand() {
    String text =
        Base64.getEncoder()
            .encodeToString("words and words ".repeat(2000).getBytes(StandardCharsets.UTF_8));
    String part = "{'image':{'format':'png','source':{'bytes':'%s'}}}";
    assertThat(inMessage(part, text)).isGreaterThan(20_000);
    assertThat(inMessage(part, "words and words ".repeat(2000))).isGreaterThan(6_000);
  }

  @Test
  void countsAnEscapeForWhatItMeans() {
    String words = "the quick brown fox ".repeat(500);
    StringBuilder escaped = new StringBuilder();
    words.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
    assertThat(inMessage("{'text':'%s'}", escaped.toString()))
        .isEqualTo(inMessage("{'text':'%s'}", words));
    assertThat(inMessage("{'text':'%s'}", "\\ud83c\\udf0a".repeat(50)))
        .isEqualTo(inMessage("{'text':'%s'}", "🌊".repeat(50)))
        .isGreaterThan(200);
  }

  @Test
  void takesWhatLiesElsewhereForTheMost() {
    String location = "{'%s':{'format':'x','source':{'s3Location':{'uri':'s3://a/b'}}}}";
    assertThat(inMessage(location.formatted("image"), "")).isBetween(1600L, 1800L);
    assertThat(inMessage(location.formatted("video"), "")).isGreaterThan(276_480);
    assertThat(inMessage(location.formatted("document"), "")).isGreaterThan(1_000_000);
    assertThat(inMessage("{'image_url':{'url':'https://a/b.png'}}", "")).isGreaterThan(1600);
    assertThat(inMessage("{'source':{'type':'url','url':'https://a/b'}}", ""))
        .isGreaterThan(1_000_000);
  }

  /// An image of one colour is small in bytes and large in pixels.
  @Test
  void takesAGuardedImageForAnImage() {
    String large = Base64.getEncoder().encodeToString(SampleImages.png(1500, 700));
    String part = "{'guardContent':{'image':{'format':'png','source':{'bytes':'%s'}}}}";
    assertThat(inMessage(part, large))
        .isBetween(1300L, 1800L)
        .isCloseTo(inMessage(part.substring(16, part.length() - 1), large), within(20L));
    assertThat(inMessage(part, IMAGE)).isLessThan(ONE_IMAGE);
  }

  @Test
  void takesAStoredPromptForTheMost() {
    assertThat(input("arn:aws:bedrock:us-east-1:123456789012:prompt/PROMPT1234:1", "{}"))
        .isGreaterThan(1_000_000);
    assertThat(
            input(
                "arn:aws:bedrock:us-east-1:123456789012:default-prompt-router/meta.llama:1", "{}"))
        .isLessThan(1_000);
  }

  @Test
  void countsWhatModelsPutBeforeToolsAndSources() {
    long plain = input(CLAUDE, "{}");
    assertThat(input(CLAUDE, "{\"tools\":[]}") - plain).isGreaterThan(800);
    assertThat(input(CLAUDE, "{\"tools\":[{\"type\":\"computer_20250124\"}]}") - plain)
        .isGreaterThan(800 + 1500);
    assertThat(input(CLAUDE, "{\"citations\":{\"enabled\":true}}") - plain).isGreaterThan(900);
  }

  private static long inMessage(String part, String content) {
    String body = "{'messages':[{'role':'user','content':[" + part + "]}]}";
    return input(CLAUDE, body.replace("\\'", "\\\"").replace('\'', '"').replace("%s", content));
  }

  private static long input(String model, String body) {
    Payload payload = Payload.of(body.getBytes(StandardCharsets.UTF_8));
    assertThat(SeedRequestBody.of(payload)).isNotNull();
    return RequestEstimator.request(new ModelId(model), payload, true, true)
        .tokenEstimate()
        .inputTokens();
  }
}
