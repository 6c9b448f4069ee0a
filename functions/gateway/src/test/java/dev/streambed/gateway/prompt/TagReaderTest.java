package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Tags;
import dev.streambed.gateway.json.Json;
import dev.streambed.gateway.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagReaderTest {

  @Test
  void readsNamesAndValues() {
    assertThat(tags(" team = search , env=prod,url=a=b:/+@ü "))
        .containsExactly(
            Map.entry("team", "search"), Map.entry("env", "prod"), Map.entry("url", "a=b:/+@ü"));
    assertThat(tags("")).isEmpty();
    assertThat(TagReader.read(Headers.NONE)).isEqualTo(new TagReader.Result.Valid(Tags.NONE));
    assertThat(tags("a=" + "v".repeat(256))).hasSize(1);
    assertThat(tags("n".repeat(64) + "=v")).hasSize(1);
    assertThat(tags(many(10))).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1,b|x-streambed-tags: tag 2 is not name=value.",
        "a=1,|x-streambed-tags: tag 2 is not name=value.",
        "=1|x-streambed-tags: the name of tag 1 must be 1 to 64 letters,",
        "a b=1|x-streambed-tags: the name of tag 1 must be",
        "a=1,tëam=1|x-streambed-tags: the name of tag 2 must be",
        "team=|x-streambed-tags: the value of team must be 1 to 256 printable characters.",
        "team=1,Team=2|x-streambed-tags: Team is given twice.",
      })
  void saysWhichTagIsInvalid(String header, String sentence) {
    assertThat(refusal(header)).startsWith(sentence);
  }

  @Test
  void refusesWhatIsTooMuchAndWhatCannotBeShown() {
    assertThat(refusal(many(11))).isEqualTo("x-streambed-tags: a request has at most 10 tags.");
    assertThat(refusal(many(2000))).contains("at most 10");
    assertThat(refusal("a".repeat(8192) + "=1")).contains("name of tag 1").hasSizeLessThan(200);
    assertThat(refusal("a=" + "1".repeat(8192))).contains("value of a").hasSizeLessThan(200);
    for (String hidden : new String[] {"\0", "\n", "\u001b[31m", "\u2028", "\u202e", "\ud800"}) {
      assertThat(refusal("a=1" + hidden + "2")).contains("value of a");
      assertThat(refusal("a" + hidden + "b=1")).contains("name of tag 1").doesNotContain(hidden);
    }
  }

  @Test
  void readsAnObjectOfAMessage() {
    assertThat(TagReader.read(json("{\"team\":\"a, b=c\"}")))
        .isEqualTo(new TagReader.Result.Valid(new Tags(Map.of("team", "a, b=c"))));
    assertThat(TagReader.read(json("null"))).isEqualTo(new TagReader.Result.Valid(Tags.NONE));
    assertThat(TagReader.read(json("[]")))
        .isEqualTo(new TagReader.Result.Invalid("tags must be an object of strings."));
    assertThat(TagReader.read(json("{\"team\":1}")))
        .isEqualTo(
            new TagReader.Result.Invalid(
                "tags: the value of team must be 1 to 256 printable characters."));
  }

  @Test
  void takesWhatFitsOfADialectsOwn() {
    JsonObject metadata =
        (JsonObject)
            json("{\"a b\":\"1\",\"team\":\"x\",\"TEAM\":\"y\",\"n\":1,\"o\":{},\"l\":\"\"}");
    assertThat(TagReader.fitting(metadata).values()).isEqualTo(Map.of("team", "x"));
  }

  @Test
  void mergesOthersAsFarAsThereIsRoom() {
    Tags nine = new Tags(tags(many(9)));
    assertThat(nine.with(new Tags(Map.of("N1", "other"))).values()).isEqualTo(nine.values());
    assertThat(nine.with(new Tags(tags("n1=other,x=1,y=2"))).values())
        .hasSize(10)
        .containsEntry("n1", "v")
        .containsEntry("x", "1");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(at -> "n" + at + "=v")
        .collect(Collectors.joining(","));
  }

  private static Map<String, String> tags(String header) {
    return ((TagReader.Result.Valid) read(header)).tags().values();
  }

  private static String refusal(String header) {
    return ((TagReader.Result.Invalid) read(header)).sentence();
  }

  private static TagReader.Result read(String header) {
    return TagReader.read(Headers.of(Map.of("X-Streambed-Tags", header)));
  }

  private static Json json(String text) {
    return Json.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
