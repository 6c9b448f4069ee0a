package dev.streambed.gateway.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.domain.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedRequestBodyTest {

  private static final List<String> OURS =
      List.of(
          "\"modelId\" : \"m\"",
          "\"model\":\"m\"",
          "\"str\\u0065am\":true",
          "\"stream_options\": {\"a\":[1,\"}\"]}");
  private static final List<String> MODELS =
      List.of(
          "\"max_tokens\":1.50",
          "\"a\" :\t[1 ,2]",
          "\"é\\u00e9\": \"\\ud83d\\ude00 }{,\"",
          "\"big\":123456789012345678901234567890",
          "\"e\":1E+2",
          "\"a\" : {\"model\":\"inner\"}");
  private static final List<String> SPACES = List.of("", " ", "\n  ", "\t");

  private final Random random = new Random(7);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'model':1}|{}",
        "{ 'model':1 }|{ }",
        "{'model':1,'a':2}|{'a':2}",
        "{'a':2,'model':1}|{'a':2}",
        "{'a':2 , 'model':1 }|{'a':2 }",
        "{'a':2, 'model':1, 'b':3}|{'a':2, 'b':3}",
        "{'model':1,'stream':true,'a':2}|{'a':2}",
        "{'a':2,'model':1,'stream':true}|{'a':2}",
        "{'stream':1,'a':2,'model':1,'b':3,'modelId':4,'stream_options':5}|{'a':2,'b':3}"
      })
  void cutsOnlyWhatIsOurs(String body, String rest) {
    assertThat(rest(body.replace('\'', '"'))).isEqualTo(rest.replace('\'', '"'));
  }

  @Test
  void leavesEveryByteOfTheModelsMembersAsItWas() {
    for (int round = 0; round < 5_000; round++) {
      List<String> members = mixed();
      List<String> kept = members.stream().filter(member -> !OURS.contains(member)).toList();
      String rest = rest(object(members));
      assertThat(withoutSpaceBetween(rest, kept)).isEqualTo("{" + String.join(",", kept) + "}");
    }
  }

  @Test
  @Timeout(60)
  void isNotSlowedDownByAFloodOfOurMembers() {
    // Copied for each member, these would be gigabytes.
    String flood = "{" + ("\"stream\":1" + " ".repeat(6_000) + ",").repeat(999) + "\"a\":2}";
    assertThat(rest(flood)).isEqualTo("{\"a\":2}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'model':1}|{'stream':true}",
        "{ 'model':1 }|{'stream':true }",
        "{'model':1,'a':2}|{'stream':true,'a':2}",
        "{'a':2, 'stream':true,'b':{'model':3} }|{'stream':true,'a':2, 'b':{'model':3} }"
      })
  void putsAMemberBeforeTheModelsOwn(String body, String rest) {
    Payload payload = Payload.of(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    byte[] more = SeedRequestBody.of(payload).restWith("\"stream\":true").bytes();
    assertThat(new String(more, StandardCharsets.UTF_8)).isEqualTo(rest.replace('\'', '"'));
  }

  private List<String> mixed() {
    List<String> members = new ArrayList<>();
    int size = random.nextInt(8);
    for (int index = 0; index < size; index++) {
      List<String> from = random.nextBoolean() ? OURS : MODELS;
      members.add(from.get(random.nextInt(from.size())));
    }
    return members;
  }

  private String object(List<String> members) {
    StringBuilder text = new StringBuilder(space() + "{" + space());
    for (int index = 0; index < members.size(); index++) {
      text.append(index == 0 ? "" : "," + space()).append(members.get(index)).append(space());
    }
    return text.append('}').append(space()).toString();
  }

  // The members are known, so that white space between them can be distinguished from white space
  // in them.
  private static String withoutSpaceBetween(String rest, List<String> kept) {
    StringBuilder tidy = new StringBuilder();
    int at = 0;
    for (String member : kept) {
      int found = rest.indexOf(member, at);
      assertThat(found).as(rest).isNotNegative();
      tidy.append(rest, at, found).append('\u0001');
      at = found + member.length();
    }
    String frame = tidy.append(rest.substring(at)).toString().replaceAll("[ \n\t]", "");
    for (String member : kept) {
      frame = frame.replaceFirst("\u0001", Matcher.quoteReplacement(member));
    }
    return frame;
  }

  private String space() {
    return SPACES.get(random.nextInt(SPACES.size()));
  }

  private static String rest(String body) {
    Payload payload = Payload.of(body.getBytes(StandardCharsets.UTF_8));
    return new String(SeedRequestBody.of(payload).rest().bytes(), StandardCharsets.UTF_8);
  }
}
